/** On phones a long form is one section a screen; everything of it stays in the page and is sent as a whole. */

const narrow = matchMedia('(max-width: 639px)');
const form = document.querySelector('form.fill');
const words = JSON.parse(document.getElementById('script-words').textContent);
const bar = form.querySelector('.save-bar');
const main = bar.querySelector('.button-main');
const more = [...form.querySelectorAll('.section.panel')];
const place = document.createElement('p');
const onward = button(words.onward, 'button button-main');
const backward = button(words.backward, 'link');
place.className = 'steps';
more[0]?.before(place);
main.before(onward);
bar.append(backward);
let present = more[0];

function button(text, className) {
  return Object.assign(document.createElement('button'), { type: 'button', textContent: text, className });
}

/** Sections the form's rules show now. */
function open() {
  return more.filter((section) => !section.hidden);
}

function draw() {
  const all = open();
  if (!all.includes(present)) present = all[0];
  const at = all.indexOf(present);
  const stepped = narrow.matches && all.length > 1;
  for (const section of more) section.classList.toggle('away', stepped && section !== present);
  for (const acts of form.querySelectorAll('.acts')) acts.hidden = stepped && at < all.length - 1;
  main.hidden = stepped && at < all.length - 1;
  onward.hidden = !main.hidden;
  backward.hidden = !stepped || at === 0;
  place.hidden = !stepped;
  place.textContent = words.step.replace('{n}', String(at + 1)).replace('{count}', String(all.length));
}

function go(step) {
  const all = open();
  present = all[all.indexOf(present) + step] ?? present;
  draw();
  place.scrollIntoView({ block: 'start' });
  const heading = present.querySelector('h2');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
}

/** A link to a field leads to the section it stands in. */
function follow() {
  const target =
    location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const section = target && more.find((one) => one.contains(target));
  if (!section) return;
  present = section;
  draw();
  target.scrollIntoView({ block: 'center' });
}

onward.addEventListener('click', () => go(1));
backward.addEventListener('click', () => go(-1));
form.addEventListener('input', () => requestAnimationFrame(draw));
form.addEventListener('keydown', (event) => {
  // Enter goes on to the next section, as the visible button would.
  if (event.key !== 'Enter' || onward.hidden || event.target.matches('textarea, button, a')) return;
  event.preventDefault();
  go(1);
});
addEventListener('hashchange', follow);
narrow.addEventListener('change', draw);

const wrong = form.querySelector('.field-wrong');
present = more.find((section) => section.contains(wrong)) ?? present;
if (present) {
  draw();
  follow();
}
