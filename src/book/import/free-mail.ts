const FREE_MAIL = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr live.com live.co.uk msn.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.co.jp ymail.com
   icloud.com me.com mac.com aol.com proton.me protonmail.com pm.me gmx.com gmx.de gmx.net gmx.at web.de t-online.de freenet.de mail.com mail.ru yandex.ru yandex.com
   zoho.com fastmail.com hey.com tutanota.com qq.com 163.com 126.com naver.com orange.fr free.fr wanadoo.fr laposte.net libero.it btinternet.com comcast.net verizon.net att.net sbcglobal.net`.split(
    /\s+/,
  ),
);

/** True for a domain where anybody can have an address: it says nothing about a company. */
export function isFreeMail(domain: string): boolean {
  return FREE_MAIL.has(domain);
}

/** Domain of an e-mail address in lower case, or undefined where anybody can have one there. */
export function companyDomain(email: string): string | undefined {
  const domain = email.slice(email.lastIndexOf("@") + 1).toLowerCase();
  return domain === "" || isFreeMail(domain) ? undefined : domain;
}
