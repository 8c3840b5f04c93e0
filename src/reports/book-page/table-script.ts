/** The table: its columns, the filter, the order, and the rows in view. Part of BOOK_SCRIPT. */
export const TABLE_SCRIPT = `
var ROW=36,OVER=8;
function counted(flat){return flat.length===0?-1:gravest(flat)*1000+flat.length/3}
function signalText(flat){var n=flat.length/3;return n===0?"–":n+" ("+data.severities[gravest(flat)]+")"}
function findingCount(row){var n=0,flat=cols.findings[row];for(var i=2;i<flat.length;i+=3)n+=flat[i];return n}
function textRanks(name){var order=(lists[name]||[]).map(function(text,i){return i}).sort(function(a,b){var x=lists[name][a].toLowerCase(),y=lists[name][b].toLowerCase();return x<y?-1:x>y?1:a-b}),rank=[];order.forEach(function(at,i){rank[at]=i});return function(row){var at=cols[name][row];return at<0?null:rank[at]}}
function plainKey(name){return function(row){return cols[name][row]}}
var columns=[
{title:"Account",width:150,text:function(row){return cols.name[row]}},
{title:"Success manager",width:132,key:textRanks("csm"),text:function(row){return list("csm",cols.csm[row])}},
{title:"Segment",width:96,key:textRanks("segment"),text:function(row){return list("segment",cols.segment[row])}},
{title:"ARR",width:84,right:true,first:-1,key:plainKey("arr"),text:moneyOf},
{title:"Health",width:118,key:plainKey("score"),text:function(row){var tier=list("tier",cols.tier[row]);return tier===null?"no score":tier+" "+tenth(cols.score[row])},style:function(row){var tier=list("tier",cols.tier[row]);return tier===null?"":"tier "+tier}},
{title:"30 days",width:58,right:true,key:plainKey("delta"),text:function(row){return signed(cols.delta[row])}},
{title:"Warnings",width:98,first:-1,key:function(row){return counted(cols.risks[row])},text:function(row){return signalText(cols.risks[row])},style:function(row){return gravest(cols.risks[row])>=2?"grave":""}},
{title:"Chances",width:90,first:-1,key:function(row){return counted(cols.chances[row])},text:function(row){return signalText(cols.chances[row])}},
{title:"Renewal",width:100,key:function(row){var ago=cols.renewal[row];return ago===null?null:-ago},text:function(row){return dayOf(cols.renewal[row])}},
{title:"Outlook",width:74,key:textRanks("outlook"),text:function(row){return list("outlook",cols.outlook[row])},style:function(row){return list("outlook",cols.outlook[row])==="at risk"?"grave":""}},
{title:"Tickets",width:70,right:true,first:-1,key:plainKey("tickets"),text:function(row){return cols.tickets[row]}},
{title:"Standards",width:88,right:true,first:-1,key:findingCount,text:function(row){return findingCount(row)||"–"}},
{title:"Last meeting",width:96,key:plainKey("meeting"),text:function(row){return dayOf(cols.meeting[row])}}
];
var nameRank=(function(){var lower=cols.name.map(function(name){return name.toLowerCase()}),order=lower.map(function(name,i){return i}).sort(function(a,b){return lower[a]<lower[b]?-1:lower[a]>lower[b]?1:cols.id[a]<cols.id[b]?-1:1}),rank=new Int32Array(count);order.forEach(function(row,i){rank[row]=i});return rank})();
columns[0].key=function(row){return nameRank[row]};
var box=document.getElementById("accounts"),head=document.getElementById("accounts-head"),body=document.getElementById("accounts-body"),table=body.parentNode,found=document.getElementById("found");
var haystack=null,shown=[],sortBy=6,direction=-1,focused=0,drawn=[-1,-1],all=false;
function choices(id,name){var select=document.getElementById(id),used=[];cols[name].forEach(function(at){if(at>=0)used[at]=true});(lists[name]||[]).map(function(text,at){return[text,at]}).filter(function(pair){return used[pair[1]]}).sort(function(a,b){return a[0]<b[0]?-1:1}).forEach(function(pair){var option=element("option",pair[0]);option.value=String(pair[1]);select.appendChild(option)})}
function chosen(id){var value=document.getElementById(id).value;return value===""?null:Number(value)}
function filter(){
var text=document.getElementById("search").value.trim().toLowerCase(),tier=chosen("tier"),segment=chosen("segment"),csm=chosen("csm"),signal=chosen("signal"),days=chosen("renews");
if(text!==""&&haystack===null)haystack=cols.name.map(function(name,row){return(name+" "+cols.id[row]+" "+(list("csm",cols.csm[row])||"")).toLowerCase()});
shown=[];
for(var row=0;row<count;row+=1){
if(tier!==null&&cols.tier[row]!==tier)continue;
if(segment!==null&&cols.segment[row]!==segment)continue;
if(csm!==null&&cols.csm[row]!==csm)continue;
if(days!==null&&(cols.renewal[row]===null||-cols.renewal[row]>days))continue;
if(text!==""&&haystack[row].indexOf(text)<0)continue;
if(signal!==null&&!holds(cols.risks[row],signal)&&!holds(cols.chances[row],signal))continue;
shown.push(row);
}
order();
}
function holds(flat,signal){for(var i=0;i<flat.length;i+=3)if(flat[i]===signal)return true;return false}
function order(){
var key=columns[sortBy].key,keys=new Float64Array(count),none=new Uint8Array(count);
for(var i=0;i<shown.length;i+=1){var value=key(shown[i]);if(value===null)none[shown[i]]=1;else keys[shown[i]]=value}
shown.sort(function(a,b){return none[a]-none[b]||(keys[a]-keys[b])*direction||nameRank[a]-nameRank[b]});
focused=0;box.scrollTop=0;drawn=[-1,-1];draw();say();
}
function say(){
var sum=0,other=0;
shown.forEach(function(row){if(cols.arr[row]===null)return;if(list("currency",cols.currency[row])===data.currency)sum+=cols.arr[row];else other+=1});
found.textContent=whole.format(shown.length)+" of "+whole.format(count)+" accounts, "+money(sum,data.currency)+" ARR"+(other>0?" ("+whole.format(other)+" in other currencies, not added)":"");
table.setAttribute("aria-rowcount",String(shown.length+1));
}
function draw(){
var from=all?0:Math.max(0,Math.floor(box.scrollTop/ROW)-OVER),to=all?shown.length:Math.min(shown.length,from+Math.ceil(Math.max(box.clientHeight,innerHeight*.7)/ROW)+2*OVER);
if(from===drawn[0]&&to===drawn[1])return;
drawn=[from,to];
var rows=document.createDocumentFragment();
rows.appendChild(space(from*ROW));
for(var at=from;at<to;at+=1)rows.appendChild(line(at));
rows.appendChild(space((shown.length-to)*ROW));
body.replaceChildren(rows);
}
function space(height){var row=element("tr",null,"space"),cell=element("td");cell.colSpan=columns.length;cell.style.height=height+"px";row.setAttribute("aria-hidden","true");row.hidden=height===0;row.appendChild(cell);return row}
function line(at){
var row=shown[at],made=element("tr",null,"row");
made.setAttribute("aria-rowindex",String(at+2));
columns.forEach(function(column,index){
var text=column.text(row),cell=element(index===0?"th":"td",index===0?null:text===null?"–":text,column.right?"right":"");
if(index===0){var link=element("a",text);link.href="#account="+encodeURIComponent(cols.id[row]);link.tabIndex=at===focused?0:-1;link.dir="auto";link.title=text;cell.scope="row";cell.appendChild(link)}
else if(column.style){var extra=column.style(row);if(extra)cell.className+=" "+extra}
made.appendChild(cell);
});
return made;
}
function move(to){
focused=Math.max(0,Math.min(shown.length-1,to));
var top=focused*ROW,seen=box.clientHeight-2*ROW;
if(top<box.scrollTop)box.scrollTop=top;else if(top>box.scrollTop+seen)box.scrollTop=top-seen;
drawn=[-1,-1];draw();
var link=body.querySelector('tr[aria-rowindex="'+(focused+2)+'"] a');if(link)link.focus({preventScroll:true});
}
function sortOn(index){direction=sortBy===index?-direction:columns[index].first||1;sortBy=index;marks();order()}
function marks(){[].forEach.call(head.children,function(cell,index){if(index===sortBy)cell.setAttribute("aria-sort",direction>0?"ascending":"descending");else cell.removeAttribute("aria-sort")})}
function startTable(){
var sum=columns.reduce(function(total,column){return total+column.width},0);
columns.forEach(function(column,index){var cell=element("th",null,column.right?"right":""),button=element("button",column.title);cell.scope="col";cell.style.width=100*column.width/sum+"%";button.type="button";button.addEventListener("click",function(){sortOn(index)});cell.appendChild(button);head.appendChild(cell)});
choices("tier","tier");choices("segment","segment");choices("csm","csm");
(lists.signal||[]).map(function(text,at){return[text,at]}).sort(function(a,b){return a[0]<b[0]?-1:1}).forEach(function(pair){var option=element("option",pair[0]);option.value=String(pair[1]);document.getElementById("signal").appendChild(option)});
["search","tier","segment","csm","signal","renews"].forEach(function(id){document.getElementById(id).addEventListener("input",filter)});
document.getElementById("clear").addEventListener("click",function(){["search","tier","segment","csm","signal","renews"].forEach(function(id){document.getElementById(id).value=""});filter();document.getElementById("search").focus()});
var waiting=false;
box.addEventListener("scroll",function(){if(waiting)return;waiting=true;requestAnimationFrame(function(){waiting=false;draw()})});
window.addEventListener("resize",function(){drawn=[-1,-1];draw()});
body.addEventListener("keydown",function(event){
if(event.ctrlKey||event.metaKey||event.altKey||event.target.tagName!=="A")return;
var page=Math.max(1,Math.floor(box.clientHeight/ROW)-2),to={ArrowDown:focused+1,ArrowUp:focused-1,PageDown:focused+page,PageUp:focused-page,Home:0,End:shown.length-1}[event.key];
if(to===undefined)return;
event.preventDefault();move(to);
});
body.addEventListener("focusin",function(event){var row=event.target.closest("tr[aria-rowindex]");if(row)focused=Number(row.getAttribute("aria-rowindex"))-2});
window.addEventListener("beforeprint",function(){all=true;drawn=[-1,-1];draw()});
window.addEventListener("afterprint",function(){all=false;drawn=[-1,-1];draw()});
marks();filter();
}`;
