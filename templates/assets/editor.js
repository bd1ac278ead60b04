/** The editor of campaigns: keeps what was typed when a link is followed, and asks the server again where one choice
 *  decides what can be chosen next. Everything works without it, with a button more. */

const form = document.querySelector('[data-editing]');
const scrollKey = 'editor-scroll';

document.documentElement.classList.add('scripted');

/** Sends the form as if a button of that act had been pressed. */
function press(act) {
  const button = document.createElement('button');
  button.name = '_act';
  button.value = act;
  button.hidden = true;
  form.append(button);
  form.requestSubmit(button);
}

// What is to be decided is not saved yet.
let dirty = form?.querySelector('.conflict') != null;

function note() {
  dirty = true;
  const told = form.querySelector('[data-dirty]');
  if (told) told.hidden = false;
}

/** Where the page stood, for the same place after it was saved. */
function placeOf(path) {
  return new URL(path, location.href).search;
}

if (form) {
  form.addEventListener('input', note);
  form.addEventListener('change', (event) => {
    note();
    const { target } = event;
    const moment = target.closest('[data-moment]');
    if (moment && target.matches('.moment-way')) moment.dataset.moment = target.value || 'none';
    // Whoever picks a condition means it to decide.
    const condition = target.closest('.condition-rule')?.closest('fieldset');
    const decides = condition?.querySelector('input[type="radio"][value="rule"]');
    if (decides) decides.checked = true;
    if (target.dataset.again && target.value !== '') press(target.dataset.again);
  });
  form.addEventListener('keydown', (event) => {
    const act = event.target.dataset?.enter;
    if (!act || event.key !== 'Enter') return;
    event.preventDefault();
    press(act);
  });
  form.addEventListener('submit', () => {
    dirty = false;
    sessionStorage.setItem(scrollKey, JSON.stringify({ at: scrollY, place: placeOf(location.href) }));
  });
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  if (!form || !link || !dirty || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0)
    return;
  const to = new URL(link.getAttribute('href'), location.href);
  if (
    to.origin !== location.origin ||
    (to.pathname === location.pathname && to.search === location.search && to.hash)
  )
    return;
  const then = form.querySelector('[name="_then"]');
  if (!then) return;
  event.preventDefault();
  then.value = to.pathname + to.search + to.hash;
  press('save');
});

document.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  if (form && event.key.toLowerCase() === 's') {
    event.preventDefault();
    press('save');
    return;
  }
  if (event.target.closest?.('input, textarea, select')) return;
  const key = event.key.toLowerCase();
  const back = key === 'z' && !event.shiftKey;
  const onward = key === 'y' || (key === 'z' && event.shiftKey);
  const button = document.querySelector(back ? '[data-key-undo]' : onward ? '[data-key-redo]' : 'x-none');
  if (!button || button.disabled) return;
  event.preventDefault();
  button.click();
});

addEventListener('beforeunload', (event) => {
  if (dirty) event.preventDefault();
});

// The same place after a press stands where it stood, unless something is wrong and the summary tells it.
const kept = JSON.parse(sessionStorage.getItem(scrollKey) ?? 'null');
sessionStorage.removeItem(scrollKey);
if (
  kept &&
  !location.hash &&
  !document.getElementById('error-summary') &&
  kept.place === placeOf(location.href)
)
  scrollTo(0, kept.at);
