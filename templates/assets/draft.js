/** A form that saves itself: to this phone at every key, to the server every ten seconds and when the page is left. */

const saveMs = 10_000;
const form = document.querySelector('form[data-save]');
const words = JSON.parse(document.getElementById('script-words').textContent);
const line = form.querySelector('[data-saved]');
const revision = form.elements._revision;
const token = form.elements._csrf;
const kept = `draft:${form.dataset.save}`;
const keptSent = `sent:${form.dataset.save}`;

let dirty = false;
let stopped = false;
let saving = null;
let leaving = false;
let retrySoon = false;

/** Everything typed, as the form would send it; files travel apart. */
function typed() {
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') data.append(name, value);
  return data;
}

/** What was typed as one text, to tell whether two drafts are the same. */
function normal(entries) {
  return JSON.stringify(
    entries
      .filter(([name, value]) => !name.startsWith('_') && value !== '')
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  );
}

function say(text, late = false) {
  line.textContent = text;
  line.dataset.tone = late ? 'late' : '';
}

function keepHere() {
  try {
    const entries = [...typed()].filter(([name]) => !name.startsWith('_'));
    localStorage.setItem(kept, JSON.stringify({ revision: revision.value, entries }));
  } catch {
    // A private window may refuse; the server still has what was saved.
  }
}

/** Remembers what leaves, beyond this page: its answer may arrive when the page is gone. */
function rememberSent() {
  try {
    localStorage.setItem(keptSent, normal([...typed()]));
  } catch {}
}

/** Whether a draft found on the server is one this device sent itself. */
function isOurs(theirs) {
  const entries = Object.entries(theirs).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  const found = normal(entries);
  try {
    if (found === localStorage.getItem(keptSent)) return true;
  } catch {}
  return found === normal([...typed()]);
}

function forgetHere() {
  try {
    localStorage.removeItem(kept);
  } catch {}
}

/** Puts back what was typed here and never reached the server. */
function bringBack() {
  let found = null;
  try {
    found = JSON.parse(localStorage.getItem(kept));
  } catch {}
  if (!found || found.revision !== revision.value) {
    forgetHere();
    return;
  }
  if (normal([...typed()]) === normal(found.entries)) return;
  for (const input of form.elements) {
    if (!input.name || input.name.startsWith('_') || input.type === 'file' || input.tagName === 'BUTTON')
      continue;
    const values = found.entries.filter(([name]) => name === input.name).map(([, value]) => value);
    if (input.type === 'checkbox' || input.type === 'radio') input.checked = values.includes(input.value);
    else input.value = values[0] ?? '';
  }
  dirty = true;
  form.dispatchEvent(new Event('input', { bubbles: true }));
  say(words.restored);
}

async function send(again) {
  rememberSent();
  const response = await fetch(form.dataset.save, {
    method: 'POST',
    headers: { Accept: 'application/json', 'X-CSRF-Token': token.value },
    body: typed(),
    keepalive: true,
  });
  if (response.status === 403 && again) {
    // Signed in again elsewhere: this page takes the new session's token and goes on.
    const session = await fetch('/phien', { headers: { Accept: 'application/json' } });
    if (session.ok) {
      token.value = (await session.json()).csrf;
      return send(false);
    }
    return session;
  }
  return response;
}

async function save() {
  if (stopped || saving || !dirty) return saving;
  dirty = false;
  say(words.saving);
  saving = send(true)
    .then(async (response) => {
      if (response.ok) {
        const saved = await response.json();
        revision.value = saved.revision;
        if (dirty) keepHere();
        else forgetHere();
        say(words.saved.replace('{at}', saved.savedAt));
      } else if (response.status === 409) {
        const { revision: now, theirs, message } = await response.json();
        if (isOurs(theirs)) {
          revision.value = now;
          dirty = true;
          retrySoon = true;
          return;
        }
        stopped = true;
        say(message, true);
        offer(words.compare, () => form.requestSubmit(form.querySelector('[name="_then"]')));
      } else if (response.status === 401) {
        dirty = true;
        say(words.signedOut, true);
        offer(words.signIn, () => open('/dang-nhap', '_blank', 'noopener'));
      } else {
        dirty = true;
        say(words.failed, true);
      }
    })
    .catch(() => {
      dirty = true;
      say(words.offline, true);
    })
    .finally(() => {
      saving = null;
      if (retrySoon) save();
      retrySoon = false;
    });
  return saving;
}

function offer(label, act) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link';
  button.textContent = label;
  button.addEventListener('click', act);
  line.append(' ', button);
}

form.addEventListener('input', () => {
  if (!dirty && !stopped) say(words.unsaved);
  dirty = true;
  keepHere();
});
form.addEventListener('change', () => {
  dirty = true;
  keepHere();
});
setInterval(save, saveMs);
addEventListener('online', save);
addEventListener('pagehide', () => {
  if (!leaving) save();
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden' && !leaving) save();
});
// A page the browser kept may stand before drafts that were saved since.
addEventListener('pageshow', (event) => {
  leaving = false;
  if (event.persisted) location.reload();
});

form.addEventListener('submit', (event) => {
  if (saving) {
    // Two saves at once would look like two browsers: the press waits for the one under way.
    event.preventDefault();
    const { submitter } = event;
    saving.finally(() => form.requestSubmit(submitter));
    return;
  }
  leaving = true;
  forgetHere();
});

// Pictures are made smaller here, on the phone: uploads are short and carry no place they were taken at.
const longestSide = 1600;
const smallEnough = 300_000;

async function shrunk(file, accept) {
  if (!/^image\/(jpeg|png)$/.test(file.type) || !accept.includes('.jpg') || file.size <= smallEnough)
    return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.82));
    return blob && blob.size < file.size
      ? new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' })
      : file;
  } catch {
    return file;
  }
}

async function upload(box, file) {
  const data = new FormData();
  data.append(`_file.${box.dataset.files}`, file, file.name);
  const response = await fetch(form.dataset.upload + box.dataset.files, {
    method: 'POST',
    headers: { Accept: 'application/json', 'X-CSRF-Token': token.value },
    body: data,
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.issues?.map((one) => one.sentence).join(' ') || answer.title);
  return answer.files[0];
}

function show(box, file) {
  const name = box.dataset.files;
  const item = document.createElement('li');
  const keep = Object.assign(document.createElement('input'), {
    type: 'checkbox',
    id: `${name}-${file.id}`,
    name,
    value: file.id,
    checked: true,
  });
  const label = Object.assign(document.createElement('label'), {
    htmlFor: keep.id,
    textContent: words.keepFile,
  });
  const link = Object.assign(document.createElement('a'), {
    href: `/tep/${file.id}`,
    textContent: file.name,
    target: '_blank',
    rel: 'noopener',
  });
  item.append(keep, label, ' ', link);
  const list = box.querySelector('[data-file-list]');
  if (box.dataset.max === '1') list.replaceChildren();
  list.append(item);
}

async function take(box, input) {
  const state = box.querySelector('[data-upload-state]');
  const files = [...input.files];
  let done = 0;
  for (const file of files) {
    state.textContent = words.uploading
      .replace('{n}', String(done + 1))
      .replace('{count}', String(files.length));
    try {
      show(box, await upload(box, await shrunk(file, input.accept)));
      done += 1;
    } catch (error) {
      state.textContent = `${file.name}: ${error instanceof TypeError ? words.offline : error.message}`;
      input.value = '';
      return;
    }
  }
  input.value = '';
  state.textContent = words.uploaded.replace('{count}', String(done));
  dirty = true;
  form.dispatchEvent(new Event('change', { bubbles: true }));
  await save();
}

for (const box of form.querySelectorAll('[data-files]')) {
  const input = box.querySelector('input[type="file"]');
  box.querySelector('[data-upload-button]').hidden = true;
  input.addEventListener('change', (event) => {
    event.stopPropagation();
    take(box, input);
  });
}

bringBack();
