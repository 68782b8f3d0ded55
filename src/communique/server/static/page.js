// What makes pages handier where scripts run; all of them work without it.
"use strict";

// The day looked from, as a slider over months beside the date.
for (const form of document.querySelectorAll("form[data-as-of]")) {
  const date = form.querySelector("input[type=date]");
  const first = new Date(form.dataset.first || "2010-01-01");
  const last = new Date(date.max);
  const months = (last.getFullYear() - first.getFullYear()) * 12 + last.getMonth() - first.getMonth();
  const slider = document.createElement("input");
  const now = date.value ? new Date(date.value) : last;
  slider.type = "range";
  slider.min = 0;
  slider.max = months;
  slider.value = (now.getFullYear() - first.getFullYear()) * 12 + now.getMonth() - first.getMonth();
  slider.setAttribute("aria-label", form.querySelector("label").textContent);
  const day = () => {
    const end = new Date(Date.UTC(first.getFullYear(), first.getMonth() + Number(slider.value) + 1, 0));
    return (end > last ? last : end).toISOString().slice(0, 10);
  };
  slider.addEventListener("input", () => { date.value = day(); });
  slider.addEventListener("change", () => form.requestSubmit());
  date.before(slider);
}

// A place that an address names is shown, also within what is folded.
const open = () => {
  const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let fold = place && place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (place) place.scrollIntoView({ block: "center" });
};
addEventListener("hashchange", open);
open();

// Of years in a row, the last are seen first.
for (const one of document.querySelectorAll(".heat")) one.parentElement.scrollLeft = one.parentElement.scrollWidth;

// The view that is open is seen among the others.
for (const one of document.querySelectorAll(".tabs [aria-current]")) {
  const row = one.closest(".tabs");
  row.scrollLeft = one.offsetLeft - row.offsetLeft - (row.clientWidth - one.offsetWidth) / 2;
}
