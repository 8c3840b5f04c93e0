/**
 * Makes the slides of a page a deck: one at a time, arrows, Page Up/Down and the space bar turn, Home and End jump, f fills the screen,
 * n opens the notes, p prints. Without it every slide stands below the one before. Reads and writes nothing but the page.
 */
export const SLIDES_SCRIPT = `(function(){
"use strict";
var main=document.querySelector("main.slides"),slides=[].slice.call(document.querySelectorAll(".slide")),where=document.getElementById("where"),now=0;
if(!main||slides.length===0)return;
function show(index,focus){
now=Math.max(0,Math.min(slides.length-1,index));
slides.forEach(function(slide,i){slide.classList.toggle("current",i===now)});
if(where)where.textContent=(now+1)+" / "+slides.length;
if(focus){window.scrollTo(0,0);slides[now].focus({preventScroll:true});history.replaceState(null,"","#"+slides[now].id)}
}
function fromHash(){var id=decodeURIComponent(location.hash.slice(1));return slides.findIndex(function(slide){return slide.id===id})}
main.classList.add("live");show(Math.max(0,fromHash()),false);
// The browser has scrolled to the slide while all of them stood on the page.
requestAnimationFrame(function(){window.scrollTo(0,0)});
window.addEventListener("hashchange",function(){var found=fromHash();if(found>=0&&found!==now)show(found,true)});
document.addEventListener("keydown",function(event){
if(event.ctrlKey||event.metaKey||event.altKey)return;
var on=event.target&&event.target.closest?event.target.closest("summary,button,a,input,.scroll"):null,key=event.key;
if(on&&(key===" "||key==="Enter"))return;
if(on&&on.classList.contains("scroll")&&(key==="ArrowLeft"||key==="ArrowRight")&&on.scrollWidth>on.clientWidth)return;
if(key==="ArrowRight"||key==="PageDown"||key===" ")show(now+1,true);
else if(key==="ArrowLeft"||key==="PageUp")show(now-1,true);
else if(key==="Home")show(0,true);
else if(key==="End")show(slides.length-1,true);
else if(key==="f"){if(document.fullscreenElement)document.exitFullscreen();else if(document.documentElement.requestFullscreen)document.documentElement.requestFullscreen().catch(function(){})}
else if(key==="n"){var notes=slides[now].querySelector("details.notes");if(notes)notes.open=!notes.open}
else if(key==="p")window.print();
else return;
event.preventDefault();
});
[["previous",-1],["next",1]].forEach(function(pair){var button=document.getElementById(pair[0]);if(button)button.addEventListener("click",function(){show(now+pair[1],true)})});
})();`;
