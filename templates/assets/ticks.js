/** A list to tick from: all at once, and how many are chosen. Without it the boxes are ticked one by one. */

for (const form of document.querySelectorAll('[data-ticks]')) {
  const all = form.querySelector('[data-tick-all]');
  const count = form.querySelector('[data-ticked]');
  const boxes = [...form.querySelectorAll('input[name=case]')];
  const whole = all.querySelector('input');

  function show() {
    const ticked = boxes.filter((one) => one.checked).length;
    count.hidden = ticked === 0;
    count.textContent = `(${ticked})`;
    whole.checked = boxes.length > 0 && ticked === boxes.length;
    whole.indeterminate = ticked > 0 && ticked < boxes.length;
  }

  all.hidden = boxes.length < 2;
  whole.addEventListener('change', () => {
    for (const one of boxes) one.checked = whole.checked;
    show();
  });
  form.addEventListener('change', show);
  show();
}
