import { PANEL_SCRIPT } from "./panel-script.ts";
import { TABLE_SCRIPT } from "./table-script.ts";

/**
 * The only code of the page. It reads the data element, draws the rows that can be seen, sorts, filters, and opens an account's panel from
 * the address (#account=acme). Text reaches the page as text alone: nothing here makes markup of it.
 */
export const BOOK_SCRIPT = `(function(){
"use strict";
var data=JSON.parse(document.getElementById("book-data").textContent),cols=data.columns,lists=data.lists,count=cols.id.length;
var asOf=Date.parse(data.asOf+"T00:00:00Z"),formats={},whole=new Intl.NumberFormat("en-US");
function list(name,at){return at<0?null:(lists[name]||[])[at]}
function dayOf(ago){return ago===null?null:new Date(asOf-ago*864e5).toISOString().slice(0,10)}
function money(minor,currency){
if(minor===null)return null;
var digits=currency in data.digits?data.digits[currency]:2,major=minor/Math.pow(10,digits),decimals=Number.isInteger(major)?0:digits,key=currency+decimals;
try{formats[key]=formats[key]||new Intl.NumberFormat("en-US",{style:"currency",currency:currency,minimumFractionDigits:decimals,maximumFractionDigits:decimals});return formats[key].format(major)}
catch(error){return major+" "+currency}
}
function element(name,text,className){var made=document.createElement(name);if(text!==undefined&&text!==null)made.textContent=text;if(className)made.className=className;return made}
function moneyOf(row){return money(cols.arr[row],list("currency",cols.currency[row]))}
function tenth(value){return value===null?null:(value/10).toFixed(1)}
function signed(value){return value===null?null:(value<0?"−":"+")+(Math.abs(value)/10).toFixed(1)}
function gravest(flat){var most=-1;for(var i=1;i<flat.length;i+=3)if(flat[i]>most)most=flat[i];return most}
${TABLE_SCRIPT}
${PANEL_SCRIPT}
start();
})();`;
