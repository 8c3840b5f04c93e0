/** The panel of one account, opened by the address. Part of BOOK_SCRIPT. */
export const PANEL_SCRIPT = `
var panel=document.getElementById("panel"),inside=document.getElementById("panel-body"),byId=new Map(cols.id.map(function(id,row){return[id,row]}));
function wanted(){var match=/^#account=(.*)$/.exec(location.hash);if(!match)return undefined;try{return decodeURIComponent(match[1])}catch(error){return match[1]}}
function open(){
var id=wanted();
if(id===undefined){if(panel.open)panel.close();return}
var row=byId.get(id);
inside.replaceChildren();
document.getElementById("panel-name").textContent=row===undefined?"No account "+id:cols.name[row];
if(row===undefined)inside.appendChild(element("p","The book has no account of this id on "+data.asOf+"."));else fill(row);
if(!panel.open)panel.showModal();
}
function fill(row){
var tier=list("tier",cols.tier[row]),facts=[
["ARR",moneyOf(row)],["Health",tier===null?"no score":tier+" "+tenth(cols.score[row])],["Change in 30 days",signed(cols.delta[row])],
["Renewal",dayOf(cols.renewal[row])],["Renewal outlook",list("outlook",cols.outlook[row])],["Success manager",list("csm",cols.csm[row])],
["Segment",list("segment",cols.segment[row])],["Touch",list("touch",cols.touch[row])],["Open tickets",cols.tickets[row]],["of these urgent or high",cols.urgent[row]],
["Last meeting",dayOf(cols.meeting[row])],["Seats in use",cols.seats[row]===null?null:cols.seats[row]+" %"],["Change in logins, 30 days",cols.logins[row]===null?null:(cols.logins[row]<0?"−":"+")+Math.abs(cols.logins[row])+" %"]
],figures=element("dl");
facts.forEach(function(pair){var group=element("div");group.appendChild(element("dt",pair[0]));group.appendChild(element("dd",pair[1]===null?"not on record":String(pair[1])));figures.appendChild(group)});
inside.appendChild(figures);
part("Warnings",cols.risks[row],"No early warning.");
part("Chances",cols.chances[row],"Nothing speaks for more of the product yet.");
var broken=cols.findings[row];
inside.appendChild(element("h3","Standards"));
if(broken.length===0)inside.appendChild(element("p","No breach of the standards."));
else{var items=element("ul");for(var i=0;i<broken.length;i+=3)items.appendChild(element("li",list("rule",broken[i])+(broken[i+2]>1?" ("+broken[i+2]+" times)":"")+", "+data.severities[broken[i+1]]));inside.appendChild(items)}
var hint=element("p","More: ");hint.appendChild(element("code","echo-cs account "+cols.id[row]));inside.appendChild(hint);
}
function part(title,flat,none){
inside.appendChild(element("h3",title));
if(flat.length===0){inside.appendChild(element("p",none));return}
var items=element("ul");
for(var i=0;i<flat.length;i+=3)items.appendChild(element("li",list("signal",flat[i])+", "+data.severities[flat[i+1]]+", since "+dayOf(flat[i+2]),flat[i+1]>=2&&title==="Warnings"?"grave":""));
inside.appendChild(items);
}
function start(){
startTable();
window.addEventListener("hashchange",open);
document.getElementById("panel-close").addEventListener("click",function(){panel.close()});
panel.addEventListener("close",function(){if(wanted()!==undefined)history.pushState(null,"",location.pathname+location.search);var link=body.querySelector('a[tabindex="0"]');if(link)link.focus({preventScroll:true})});
open();
}`;
