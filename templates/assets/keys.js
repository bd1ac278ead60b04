/**
 * Keys for people who work through lists: one key an act, each also a button with the key printed on it. They
 * are silent while something is typed, with Ctrl, Alt or Meta, and can be switched off.
 */

const setting = 'keys';

function isOff() {
  try {
    return localStorage.getItem(setting) === 'off';
  } catch {
    return false;
  }
}

function isTyping(target) {
  return target.closest(
    'input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable], dialog[open]',
  );
}

function visible(selector) {
  return [...document.querySelectorAll(selector)].filter((one) => one.offsetParent !== null);
}

function move(step) {
  const lines = visible('[data-line]');
  const at = lines.indexOf(document.activeElement);
  const from = at >= 0 ? at : lines.findIndex((one) => one.hasAttribute('aria-current'));
  lines[Math.max(0, Math.min(lines.length - 1, from + step))]?.focus();
}

/** A reason that is asked for and not yet written is what the key leads to first. */
function press(button) {
  const least = button.dataset.reason;
  const reason = document.getElementById('reason');
  if (least !== undefined && reason && reason.value.trim().length < Math.max(1, Number(least))) {
    reason.focus();
    return;
  }
  button.click();
  if (button.tagName === 'SUMMARY') button.scrollIntoView({ block: 'nearest' });
}

const acts = {
  j: () => move(1),
  k: () => move(-1),
  n: () => visible('[data-next]')[0]?.click(),
  q: () => visible('[data-queue]')[0]?.click(),
  '/': () => visible('[data-search], #top-search')[0]?.focus(),
  '?': () => document.getElementById('keys')?.showModal(),
};

document.addEventListener('keydown', (event) => {
  const { key, target } = event;
  if (target.id === 'reason' && key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    document.querySelector('#decide [data-reason]')?.click();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isTyping(target)) return;
  if (isOff() && key !== '?') return;
  const button = visible('[data-key]').find((one) => one.dataset.key === key);
  const act = button ? () => press(button) : acts[key];
  if (!act) return;
  event.preventDefault();
  act();
});

function showSetting() {
  for (const toggle of document.querySelectorAll('[data-keys-toggle]'))
    toggle.textContent = isOff() ? toggle.dataset.on : toggle.dataset.off;
  for (const hint of document.querySelectorAll('[data-keys-hint]')) hint.hidden = false;
  document.body.classList.toggle('keys-off', isOff());
}

document.addEventListener('click', (event) => {
  if (event.target.closest?.('[data-keys-open]')) acts['?']();
  if (event.target.closest?.('[data-keys-toggle]')) {
    try {
      localStorage.setItem(setting, isOff() ? 'on' : 'off');
    } catch {}
    showSetting();
  }
});

document.addEventListener('htmx:after:swap', showSetting);
showSetting();
