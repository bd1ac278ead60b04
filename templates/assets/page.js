/** What every page does: focus on errors, one send per press, menus that close, printing, the current tab in sight. */

/** How long a pressed button waits before it may be pressed again, should the network have failed. */
const pressedMs = 8000;

function arrive() {
  document.getElementById('error-summary')?.focus();
  for (const button of document.querySelectorAll('[data-print]')) button.hidden = false;
  for (const here of document.querySelectorAll('nav li > [aria-current]')) {
    const row = here.closest('ul');
    row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  }
}

document.addEventListener(
  'submit',
  (event) => {
    const button = event.submitter;
    if (!button?.hasAttribute('data-once')) return;
    if (button.getAttribute('aria-disabled') === 'true') {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    // Only after the browser has read the form: a disabled button would not be sent along.
    setTimeout(() => button.setAttribute('aria-disabled', 'true'));
    setTimeout(() => button.removeAttribute('aria-disabled'), pressedMs);
  },
  true,
);

document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details.menu[open]'))
    if (!menu.contains(event.target)) menu.open = false;
  if (event.target.closest?.('[data-print]')) print();
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});

// Coming back to a page the browser kept, its buttons may be pressed again.
addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('[data-once][aria-disabled]'))
    button.removeAttribute('aria-disabled');
});

document.addEventListener('htmx:after:swap', (event) => {
  if (event.target !== document.body) return;
  scrollTo(0, 0);
  const heading = document.querySelector('[data-heading], h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
  arrive();
});

arrive();
