// A map that moves: drag a mark, or move it by the arrow keys. What it draws is the picture that came with the page.
// One mark at a time can be reached by Tab; Page Down and Page Up go to the next and the one before.
const STEP = 12;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const TURNS = { PageDown: 1, PageUp: -1 };

class MovableMap {
  constructor(figure) {
    this.svg = figure.querySelector("svg");
    this.said = figure.querySelector("[data-map-said]");
    this.words = figure.dataset;
    this.marks = [...this.svg.querySelectorAll("[data-node]")];
    this.at = this.marks.map(() => [0, 0]);
    this.near = this.marks.map(() => []);
    this.svg.querySelectorAll("[data-ends]").forEach((line) => this.join(line));
    this.svg.setAttribute("role", "group");
    this.marks.forEach((mark, place) => this.open(mark, place));
    this.svg.addEventListener("keydown", (event) => this.press(event));
    this.svg.addEventListener("focusin", (event) => this.show(this.placeOf(event.target)));
    this.svg.addEventListener("focusout", () => this.show(-1));
    this.svg.addEventListener("pointerdown", (event) => this.drag(event));
    figure.querySelectorAll("[data-map-help]").forEach((help) => (help.hidden = false));
  }

  join(line) {
    const ends = line.dataset.ends.split(" ").map(Number);
    const from = ["x1", "y1", "x2", "y2"].map((name) => Number(line.getAttribute(name)));
    ends.forEach((end, side) => this.near[end].push({ line, from, side, other: ends[1 - side] }));
  }

  open(mark, place) {
    const name = mark.querySelector("title").textContent;
    const ties = this.words.ties.replace("%", new Set(this.near[place].map((tie) => tie.other)).size);
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", `${name}: ${ties}`);
    mark.setAttribute("tabindex", place ? -1 : 0);
  }

  placeOf(target) {
    return this.marks.indexOf(target.closest("[data-node]"));
  }

  press(event) {
    const place = this.placeOf(event.target);
    if (place < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    if (MOVES[event.key]) this.move(place, ...MOVES[event.key].map((part) => part * STEP));
    else if (TURNS[event.key]) this.turn(place, TURNS[event.key]);
    else return;
    event.preventDefault();
  }

  turn(place, by) {
    const next = (place + by + this.marks.length) % this.marks.length;
    this.marks[place].setAttribute("tabindex", -1);
    this.marks[next].setAttribute("tabindex", 0);
    this.marks[next].focus();
  }

  move(place, dx, dy) {
    this.at[place] = [this.at[place][0] + dx, this.at[place][1] + dy];
    const shift = `translate(${this.at[place].join(" ")})`;
    this.svg.querySelectorAll(`[data-node="${place}"], [data-name="${place}"]`)
      .forEach((part) => part.setAttribute("transform", shift));
    this.near[place].forEach((tie) => {
      tie.line.setAttribute(`x${tie.side + 1}`, tie.from[tie.side * 2] + this.at[place][0]);
      tie.line.setAttribute(`y${tie.side + 1}`, tie.from[tie.side * 2 + 1] + this.at[place][1]);
    });
  }

  // The one in focus and its lines stand out; a screen reader hears whom it is tied to.
  show(place) {
    this.svg.querySelectorAll(".map-tie--shown").forEach((line) => line.classList.remove("map-tie--shown"));
    if (place < 0) return;
    this.near[place].forEach((tie) => tie.line.classList.add("map-tie--shown"));
    const others = [...new Set(this.near[place].map((tie) => tie.other))];
    const names = others.map((other) => this.marks[other].querySelector("title").textContent);
    this.said.textContent = [this.marks[place].getAttribute("aria-label"), names.join(", ")].join(": ");
  }

  drag(down) {
    const place = this.placeOf(down.target);
    if (place < 0) return;
    down.preventDefault();
    this.marks[place].focus();
    const scale = this.svg.viewBox.baseVal.width / this.svg.getBoundingClientRect().width;
    let last = down;
    const go = (event) => {
      this.move(place, (event.clientX - last.clientX) * scale, (event.clientY - last.clientY) * scale);
      last = event;
    };
    const stop = () => window.removeEventListener("pointermove", go);
    window.addEventListener("pointermove", go);
    window.addEventListener("pointerup", stop, { once: true });
    window.addEventListener("pointercancel", stop, { once: true });
  }
}

export default function moveMaps(scope) {
  scope.querySelectorAll("figure[data-map]").forEach((figure) => new MovableMap(figure));
}
