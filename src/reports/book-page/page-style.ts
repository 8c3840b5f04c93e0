/** Style of the account table and its panel, on top of html-style.ts. Rows have a fixed height: the script reckons with it. */
export const BOOK_STYLE = `
main.book{max-width:100rem}.book .cols{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,36rem),1fr));gap:0 2rem}.cols td,.cols th{overflow-wrap:normal}.cols .right{white-space:nowrap}.book section{margin:1.5rem 0}
.filters{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:end;margin:.5rem 0}.filters label{display:flex;flex-direction:column;font-size:.85rem;color:var(--ink-soft)}
.filters input,.filters select,.filters button{font:inherit;font-size:1rem;color:var(--ink);background:var(--ground);border:1px solid var(--ink-soft);border-radius:.3rem;padding:.3rem .5rem;min-height:2.2rem;max-width:16rem}
.book .figures{grid-template-columns:repeat(auto-fit,minmax(13rem,1fr))}.book .figures dd:first-of-type{font-size:1.35rem;overflow-wrap:normal}
.accounts{max-height:70vh;overflow:auto;border:1px solid var(--line);border-radius:.3rem;margin:0}
.accounts table{table-layout:fixed;min-width:78rem;font-size:.85rem}.accounts thead th{position:sticky;top:0;background:var(--raised);z-index:1;padding:0;overflow-wrap:normal}
.accounts thead button{font:inherit;font-weight:600;color:inherit;background:none;border:0;width:100%;height:2.6rem;text-align:inherit;padding:.2rem .4rem;line-height:1.2;cursor:pointer}
.accounts thead [aria-sort=ascending] button::after{content:" ▲"}.accounts thead [aria-sort=descending] button::after{content:" ▼"}
.accounts tbody tr.row{height:36px}.accounts tbody td,.accounts tbody th{height:36px;padding:0 .4rem;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;vertical-align:middle;font-weight:400}
.accounts tbody tr.row:hover{background:var(--raised)}.accounts tr.space td{padding:0;border:0}
.tier::before{content:"●";margin-inline-end:.35rem}.tier.green::before{color:var(--good)}.tier.yellow::before{color:var(--missing)}.tier.red::before{color:var(--bad)}
.tier.red,.grave{color:var(--bad);font-weight:600}
dialog.panel{border:1px solid var(--line);border-radius:.4rem;background:var(--ground);color:var(--ink);width:min(46rem,94vw);max-height:90vh;padding:1rem 1.5rem}dialog.panel::backdrop{background:rgb(0 0 0/.5)}
.panel header{display:flex;justify-content:space-between;gap:1rem;align-items:start}.panel h2{margin:0}.panel button{font:inherit;color:inherit;background:none;border:1px solid currentColor;border-radius:.25rem;padding:.2rem .8rem;min-height:2.2rem;cursor:pointer}
.panel dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.4rem 1rem}.panel dt{font-size:.8rem;color:var(--ink-soft)}.panel dd{margin:0;font-weight:600}.panel code{background:var(--raised);padding:.1rem .3rem;border-radius:.2rem}
@media print{.filters,.accounts thead button::after{display:none}.accounts{max-height:none;overflow:visible;border:0}.book .cols{display:block}.book section p.note{display:none}.accounts table{min-width:0;font-size:8pt}.accounts thead th{position:static}.accounts tbody td,.accounts tbody th{white-space:normal}}`;
