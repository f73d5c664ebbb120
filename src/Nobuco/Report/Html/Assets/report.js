"use strict";
const report = JSON.parse(document.getElementById("report").textContent);
const nodes = new Map(report.nodes.map(node => [node.name, node]));
const tensors = new Map(report.tensors.map(tensor => [tensor.name, tensor]));
const byId = id => document.getElementById(id);

/** An element with attributes and children; texts are never markup. */
function make(tag, attributes = {}, ...children) {
  const svg = ["svg", "path", "line", "text", "circle", "rect", "g"].includes(tag);
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

const number = value => typeof value === "string" ? value : value === 0 ? "0" : Math.abs(value) < 0.001 || Math.abs(value) >= 1e5 ? value.toExponential(2) : value.toPrecision(3);
const seconds = value => value === undefined ? "–" : value < 0.001 ? `${(value * 1e6).toFixed(0)} µs` : value < 1 ? `${(value * 1e3).toFixed(1)} ms` : `${value.toFixed(2)} s`;
const verdicts = { exact: "exactly the same", withinTolerance: "within tolerance", inaccurate: "inaccurate", failed: "failed", unchecked: "not checked" };
const type = tensor => `${tensor.dtype}[${tensor.shape.join(",")}]`;
const isWrong = comparison => comparison.verdict === "inaccurate" || comparison.verdict === "failed";
const orderOf = tensor => {
  const rank = tensor.axes.length, axes = tensor.axes.join();
  if (axes === [...Array(rank).keys()].join()) return "PyTorch’s order";
  return axes === [0, ...Array.from({ length: rank - 2 }, (_, i) => i + 2), 1].join() ? "channels-last" : `axes ${axes}`;
};

// Tabs

const tabs = [...document.querySelectorAll("nav button")];
const drawn = new Set();
const drawers = { errors: drawErrors, operators: listOperators, times: listTimes, graph: () => zoomTo(selected && boxOf(selected)) };

function open(id) {
  for (const tab of tabs) {
    const current = tab.getAttribute("aria-controls") === id;
    tab.setAttribute("aria-selected", current);
    byId(tab.getAttribute("aria-controls")).hidden = !current;
  }
  if (!drawn.has(id)) {
    drawn.add(id);
    drawers[id]?.();
  }
}
for (const tab of tabs) tab.addEventListener("click", () => { open(tab.getAttribute("aria-controls")); if (selected) mark(selected, true); });

// Selection

let selected = null;

function select(name) {
  selected = nodes.has(name) ? name : null;
  byId("details").hidden = !selected;
  byId("layout").classList.toggle("split", selected !== null);
  mark(selected, false);
  if (selected) showDetails(nodes.get(selected));
  if (drawn.has("errors")) drawErrors();
}

function mark(name, scroll) {
  for (const element of document.querySelectorAll(".chosen")) element.classList.remove("chosen");
  if (!name) return;
  for (const element of document.querySelectorAll(`.row[data-node="${CSS.escape(name)}"], tr[data-node="${CSS.escape(name)}"], .box[data-node="${CSS.escape(name)}"]`)) {
    element.classList.add("chosen");
    for (let parent = element.parentElement; parent; parent = parent.parentElement) if (parent.tagName === "DETAILS") parent.open = true;
    if (scroll && !element.classList.contains("box") && element.offsetParent) element.scrollIntoView({ block: "center" });
  }
}

function fromHash() {
  let name = "";
  try { name = decodeURIComponent(location.hash.slice(1)); } catch { /* Not a name of ours. */ }
  select(name);
}
addEventListener("hashchange", fromHash);

function showDetails(node) {
  const panel = byId("details"), part = (title, ...content) => content.some(item => item) ? [make("h3", {}, title), ...content.filter(item => item)] : [];
  const close = make("button", { class: "close", "aria-label": "Close" }, "×");
  close.addEventListener("click", () => { history.replaceState(null, "", location.pathname + location.search); select(""); });
  const moved = report.transposes.filter(transpose => transpose.consumers.includes(node.name) || transpose.producer === node.name);
  panel.replaceChildren(close, make("h2", {}, node.operator),
    make("p", { class: "mono" }, node.name),
    ...part("Module", make("p", {}, `${node.module || "the model itself"}${node.moduleClass ? ` (${node.moduleClass})` : ""}`)),
    ...part("Python", node.line ? make("p", {}, node.line) : null, node.code ? make("pre", {}, node.code) : null),
    ...part("Converter", make("p", {}, node.converter ? `${node.converter.name}, ${node.converter.strategy}${node.converter.builtIn ? "" : ", yours"}` : "none"), node.converter ? make("p", { class: "mono" }, node.converter.source) : null),
    ...part("Own error, from PyTorch’s inputs", error(node.ownError)),
    ...part("Accumulated error", error(node.accumulatedError)),
    ...part("Reads", ...node.inputs.map(tensorLine)),
    ...part("Arguments", node.arguments.length ? make("pre", {}, node.arguments.join("\n")) : null),
    ...part("Computes", ...node.outputs.map(tensorLine), node.inPlace ? make("p", {}, "in place in the PyTorch program") : null),
    ...part("TensorFlow operations", ...node.operations.map(operation => make("pre", {}, operationText(operation)))),
    ...report.targets.flatMap(target => part(`In the ${target.format} model`, ...written(target, node.name).map(operation => make("pre", {}, `${operation.name} → ${operation.outputs.join(", ")}${operation.nodes.length > 1 ? `\n  with ${operation.nodes.filter(name => name !== node.name).join(", ")}` : ""}`)))),
    ...part("Transposes", ...moved.map(transpose => make("p", {}, `${transpose.reason}${transpose.writtenIn.length || !report.targets.length ? "" : " Passes removed it."}`))),
    ...part("Time", node.convertedSeconds === undefined ? null : make("p", {}, `PyTorch’s operator ${seconds(node.eagerSeconds)}, converted ${seconds(node.convertedSeconds)}`)),
    ...(node.evidence ? part("What it computes", ...evidence(node.evidence)) : []));
  panel.scrollTop = 0;
}

const operationText = operation => `${operation.name}${operation.attributes ? ` { ${operation.attributes} }` : ""} → ${operation.outputs.join(", ")}`;
const written = (target, name) => target.operations.filter(operation => operation.nodes.includes(name));
const error = comparison => make("p", { class: isWrong(comparison) ? "failed" : "" }, comparison.verdict === "unchecked" || comparison.verdict === "exact" ? verdicts[comparison.verdict] : `${verdicts[comparison.verdict]}: ${number(comparison.maxAbsolute)}, ${number(comparison.maxRelative)} of the largest magnitude`, comparison.message ? make("small", {}, comparison.message) : null);

function tensorLine(name) {
  const tensor = tensors.get(name), notes = [];
  if (tensor.axes.length > 2 && tensor.kind !== "parameter" && tensor.kind !== "buffer" && tensor.kind !== "constant") notes.push(orderOf(tensor));
  if (tensor.kind !== "result") notes.push(tensor.kind);
  if (tensor.readers > 1) notes.push(`read ${tensor.readers} times`);
  if (tensor.readers === 0) notes.push("not read");
  else if (!tensor.needed) notes.push("no output depends on it");
  if (!tensor.dependsOnInputs && (tensor.kind === "result")) notes.push("does not depend on the inputs");
  return make("p", {}, make("span", { class: "mono" }, `${name} ${type(tensor)}`), notes.length ? make("small", {}, notes.join(", ")) : null);
}

function evidence(found) {
  const row = (what, tensor) => make("tr", {}, make("td", {}, what), make("td", {}, tensor.name), make("td", {}, `${number(tensor.minimum ?? 0)} … ${number(tensor.maximum ?? 0)}`), make("td", {}, `mean ${number(tensor.mean ?? 0)}`));
  const rows = [...found.inputs.map(input => row("reads", input)), ...found.outputs.flatMap(output => [row("expected", output.expected), row("got", output.got)])];
  return [make("div", { class: "scroll" }, make("table", {}, ...rows)), report.reproduction ? make("pre", {}, report.reproduction) : null];
}

// Trace

const rows = [...document.querySelectorAll("#tree .row")];
const texts = rows.map(row => row.textContent.toLowerCase());

function filter() {
  const words = byId("search").value.toLowerCase().split(/\s+/).filter(word => word), wrongOnly = byId("wrong-only").checked;
  let hits = 0;
  const shown = new Set();
  rows.forEach((row, i) => {
    if (!words.every(word => texts[i].includes(word)) || (wrongOnly && !row.classList.contains("wrong"))) return;
    if (row.dataset.node) hits++;
    for (let element = row.dataset.node ? row : row.parentElement; element.id !== "tree"; element = element.parentElement) shown.add(element);
    if (!row.dataset.node && words.length) row.parentElement.querySelectorAll("details, a").forEach(inner => shown.add(inner));
  });
  const all = !words.length && !wrongOnly;
  for (const element of document.querySelectorAll("#tree details, #tree a.row")) {
    element.hidden = !all && !shown.has(element);
    if (!all && element.tagName === "DETAILS" && shown.has(element)) element.open = true;
  }
  byId("hits").textContent = all ? "" : `${hits} of ${report.nodes.length} operators`;
}
byId("search").addEventListener("input", filter);
byId("wrong-only").addEventListener("change", filter);
const foldAll = open => document.querySelectorAll("#tree details").forEach(details => { details.open = open; });
byId("unfold").addEventListener("click", () => foldAll(true));
byId("fold").addEventListener("click", () => foldAll(false));

// Graph

const canvas = byId("canvas"), drawing = byId("drawing"), whole = drawing.viewBox.baseVal;
const full = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
const view = { x: 0, y: 0, scale: 1 };
const boxOf = name => document.querySelector(`.box[data-node="${CSS.escape(name)}"]:not(.transpose)`);

function show() {
  const box = canvas.getBoundingClientRect();
  canvas.classList.toggle("far", view.scale < 0.2);
  drawing.setAttribute("viewBox", `${view.x} ${view.y} ${box.width / view.scale} ${box.height / view.scale}`);
}

function zoom(factor, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
  const scale = Math.min(4, Math.max(canvas.clientHeight / full.height / 2, 0.005, view.scale * factor));
  view.x += x / view.scale - x / scale;
  view.y += y / view.scale - y / scale;
  view.scale = scale;
  show();
}

function zoomTo(box) {
  view.scale = Math.min(1.2, Math.max(0.75, canvas.clientWidth / full.width));
  const place = (box ?? document.querySelector("#drawing .box"))?.transform.baseVal.consolidate().matrix ?? { e: 0, f: 0 };
  view.x = place.e + 109 - canvas.clientWidth / view.scale / 2;
  view.y = box ? place.f - canvas.clientHeight / view.scale / 2 : place.f;
  show();
}

function zoomAll() {
  view.scale = Math.min(canvas.clientWidth / full.width, canvas.clientHeight / full.height);
  view.x = full.width / 2 - canvas.clientWidth / view.scale / 2;
  view.y = full.height / 2 - canvas.clientHeight / view.scale / 2;
  show();
}

const pointers = new Map();
let travelled = 0;
canvas.addEventListener("pointerdown", event => { pointers.set(event.pointerId, event); travelled = 0; });
addEventListener("pointerup", event => { pointers.delete(event.pointerId); canvas.classList.remove("dragging"); });
addEventListener("pointercancel", event => pointers.delete(event.pointerId));
canvas.addEventListener("pointermove", event => {
  const last = pointers.get(event.pointerId);
  if (!last) return;
  const [dx, dy] = [event.clientX - last.clientX, event.clientY - last.clientY];
  travelled += Math.abs(dx) + Math.abs(dy);
  if (travelled > 4) canvas.classList.add("dragging");
  if (pointers.size === 2) {
    const other = [...pointers.values()].find(pointer => pointer.pointerId !== event.pointerId), box = canvas.getBoundingClientRect();
    const distance = pointer => Math.hypot(pointer.clientX - other.clientX, pointer.clientY - other.clientY) || 1;
    zoom(distance(event) / distance(last), (event.clientX + other.clientX) / 2 - box.left, (event.clientY + other.clientY) / 2 - box.top);
  } else {
    view.x -= dx / view.scale;
    view.y -= dy / view.scale;
    show();
  }
  pointers.set(event.pointerId, event);
});
canvas.addEventListener("click", event => { if (travelled > 4) event.preventDefault(); }, true);
canvas.addEventListener("dragstart", event => event.preventDefault());
canvas.addEventListener("wheel", event => {
  event.preventDefault();
  const box = canvas.getBoundingClientRect();
  zoom(Math.exp(-event.deltaY * 0.0015), event.clientX - box.left, event.clientY - box.top);
}, { passive: false });
byId("zoom-in").addEventListener("click", () => zoom(1.4));
byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
byId("zoom-all").addEventListener("click", zoomAll);
byId("zoom-start").addEventListener("click", () => zoomTo(null));

// Error along the network

function drawErrors() {
  const section = byId("errors");
  if (!report.verification) {
    section.replaceChildren(make("p", {}, "Nothing was verified, so there are no errors to plot."));
    return;
  }
  const svg = make("svg", { role: "img", "aria-label": "Error of every node" }), about = make("p", { class: "key" });
  section.replaceChildren(make("div", { class: "plot" }, svg, about),
    make("p", { class: "key" }, make("i", { class: "order own" }), "each node from PyTorch’s inputs", make("i", { class: "order end" }), "accumulated; relative to the largest magnitude, on a logarithmic scale. Click a node to select it."));
  const { width, height } = svg.getBoundingClientRect(), left = 62, bottom = height - 24, top = 22, right = width - 12;
  const limit = report.verification.tolerance, values = report.nodes.flatMap(node => [value(node.ownError), value(node.accumulatedError)]).filter(v => v > 0 && isFinite(v));
  const low = Math.floor(Math.log10(Math.min(...values, limit / 10 || 1e-8, 1e-8))), high = Math.ceil(Math.log10(Math.max(...values, limit, 1e-3)));
  const x = i => left + (i + 0.5) * (right - left) / Math.max(1, report.nodes.length);
  const y = v => v <= 0 ? bottom : isFinite(v) ? bottom - 18 - (Math.log10(v) - low) / (high - low) * (bottom - 18 - top) : top;
  const text = (content, px, py, anchor = "end") => make("text", { x: px, y: py, "text-anchor": anchor }, content);
  svg.append(text("exact", left - 8, bottom + 4), make("line", { class: "grid", x1: left, x2: right, y1: bottom, y2: bottom }));
  for (let power = low; power <= high; power++) svg.append(text(`1e${power}`, left - 8, y(10 ** power) + 4), make("line", { class: "grid", x1: left, x2: right, y1: y(10 ** power), y2: y(10 ** power) }));
  for (const [name, line] of [["", limit], ["own", limit / 10]]) if (line > 0) svg.append(make("line", { class: `limit ${name}`, x1: left, x2: right, y1: y(line), y2: y(line) }), text(name ? "tolerance of a node" : "tolerance", right, y(line) - 4));
  for (const [name, read] of [["end", node => node.accumulatedError], ["own", node => node.ownError]]) {
    const checked = report.nodes.map((node, i) => [node, i]).filter(([node]) => read(node).verdict !== "unchecked");
    svg.append(make("path", { class: `line ${name}`, d: checked.map(([node, i], k) => `${k ? "L" : "M"}${x(i).toFixed(1)} ${y(value(read(node))).toFixed(1)}`).join("") }));
    for (const [node, i] of checked) if (isWrong(read(node)) || report.nodes.length < 200) svg.append(make("circle", { class: `dot ${name}${isWrong(read(node)) ? " wrong" : ""}`, cx: x(i), cy: y(value(read(node))), r: isWrong(read(node)) ? 4 : 2.2 }));
  }
  const index = selected ? report.nodes.indexOf(nodes.get(selected)) : -1, cursor = make("line", { class: "cursor", x1: x(index), x2: x(index), y1: top, y2: bottom });
  if (index >= 0) svg.append(cursor);
  const at = event => Math.min(report.nodes.length - 1, Math.max(0, Math.floor((event.clientX - svg.getBoundingClientRect().left - left) / (right - left) * report.nodes.length)));
  const tell = node => { about.textContent = node ? `${node.name} (${node.operator}) in ${node.module || "the model itself"}: own ${number(node.ownError.maxRelative)}, accumulated ${number(node.accumulatedError.maxRelative)}` : "\u00a0"; };
  tell(report.nodes[index]);
  svg.addEventListener("pointermove", event => tell(report.nodes[at(event)]));
  svg.addEventListener("click", event => { location.hash = encodeURIComponent(report.nodes[at(event)].name); });
}
const value = comparison => comparison.verdict === "failed" ? Infinity : Number(comparison.maxRelative);
addEventListener("resize", () => { if (drawn.has("errors") && !byId("errors").hidden) drawErrors(); if (!byId("graph").hidden) show(); });

// Operators side by side, and times

function table(id, heading, lines, before) {
  const body = make("table", {}, make("tr", {}, ...heading.map(title => make("th", {}, title))), ...lines.map(([name, ...cells]) => make("tr", { "data-node": name }, ...cells.map(cell => make("td", {}, ...[cell].flat())))));
  body.addEventListener("click", event => { const row = event.target.closest("tr[data-node]"); if (row) location.hash = encodeURIComponent(row.dataset.node); });
  byId(id).replaceChildren(...[before, make("div", { class: "card" }, make("div", { class: "scroll" }, body))].filter(part => part));
  mark(selected, false);
}

function listOperators() {
  const lines = report.nodes.map(node => [node.name,
    [make("b", {}, node.operator), make("small", {}, node.module || "the model itself")],
    node.operations.length ? node.operations.map(operation => make("div", { title: operationText(operation) }, operation.name)) : make("small", {}, node.converter ? "nothing" : "not converted"),
    ...report.targets.map(target => written(target, node.name).map(operation => make("div", {}, operation.name, operation.nodes.length > 1 ? make("small", {}, `with ${operation.nodes.filter(name => name !== node.name).join(", ")}`) : null)))]);
  table("operators", ["PyTorch", "TensorFlow, before passes", ...report.targets.map(target => `${target.format} model`)], lines);
}

function listTimes() {
  const total = report.stages.reduce((sum, stage) => sum + stage.seconds, 0) || 1;
  const bar = (share, name = "") => make("span", { class: `bar ${name}`, style: `width:${(share * 160).toFixed(1)}px` });
  const stages = make("div", { class: "card" }, make("h2", {}, "Stages"), make("div", { class: "scroll" }, make("table", {}, ...report.stages.map(stage => make("tr", {}, make("td", {}, stage.name), make("td", {}, seconds(stage.seconds)), make("td", {}, bar(stage.seconds / total)))))));
  const timed = report.nodes.filter(node => node.convertedSeconds !== undefined).sort((a, b) => Math.max(b.eagerSeconds ?? 0, b.convertedSeconds) - Math.max(a.eagerSeconds ?? 0, a.convertedSeconds)).slice(0, 200);
  const longest = Math.max(...timed.map(node => Math.max(node.eagerSeconds ?? 0, node.convertedSeconds)), 1e-9);
  table("times", ["Node", "PyTorch’s operator", "Converted", ""], timed.map(node => [node.name, [make("b", {}, node.name), make("small", {}, node.module)], seconds(node.eagerSeconds), seconds(node.convertedSeconds), [bar((node.eagerSeconds ?? 0) / longest), make("br"), bar(node.convertedSeconds / longest, "converted")]]), stages);
}

open(report.diagnostics.length || !report.nodes.length ? "overview" : "trace");
fromHash();
