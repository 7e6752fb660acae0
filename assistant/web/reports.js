// Sending files: two at a time, each with its progress. What was not sent when the page is left is kept in this
// browser and sent when the page is opened again. Questions before removing open as dialogs.
(() => {
  const AT_ONCE = 2;
  const ASK_EVERY = 1000; // ms between looks at what the server is reading

  document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-dialog]');
    const closer = event.target.closest('dialog [data-close]');
    if (!opener && !closer) return;
    event.preventDefault();
    const dialog = opener ? document.getElementById(opener.dataset.dialog) : closer.closest('dialog');
    if (closer) return dialog.close();
    dialog.close(); // it may be open without being modal
    dialog.showModal();
  });

  const box = document.getElementById('uploads');
  if (!box) return;
  const words = box.dataset;
  const kinds = words.kinds.split(',');
  const list = document.getElementById('now-sending');
  const all = box.querySelector('.all-sending');
  const queue = [];
  const shown = new Map(); // key → what is being sent or waits to be
  let sending = 0, sentFiles = 0, sentBytes = 0, asking = 0, changed = false;

  // -- what is kept in this browser until it is sent ----------------------------------------------------

  const base = new Promise((resolve) => {
    const request = self.indexedDB?.open('reports-to-send', 1);
    if (!request) return resolve(null);
    request.onupgradeneeded = () => request.result.createObjectStore('files', { keyPath: 'key' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
  });

  async function kept(act) {
    const open = await base;
    if (!open) return null;
    return new Promise((resolve) => {
      const change = open.transaction('files', 'readwrite');
      const request = act(change.objectStore('files'));
      change.oncomplete = () => resolve(request.result ?? true);
      change.onerror = change.onabort = () => resolve(null);
    });
  }

  // -- sending ------------------------------------------------------------------------------------------

  function newKey() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  function add(files) {
    for (const file of files) {
      const collection = document.getElementById('collection')?.value ?? '';
      const one = { key: newKey(), file, collection, isKept: false };
      kept((store) => store.put({ key: one.key, file, collection })).then((done) => { one.isKept = Boolean(done); });
      line(one);
    }
    next();
  }

  function line(one) {
    if (shown.has(one.key)) return;
    one.item = document.createElement('li');
    const name = Object.assign(document.createElement('span'), { className: 'sent-name', textContent: one.file.name });
    one.bar = Object.assign(document.createElement('progress'), { max: 1, value: 0 });
    one.bar.setAttribute('aria-label', one.file.name);
    one.says = Object.assign(document.createElement('span'), { className: 'sent-says', textContent: words.queued });
    one.item.append(name, one.bar, one.says);
    list.append(one.item);
    shown.set(one.key, one);
    queue.push(one);
  }

  function next() {
    while (sending < AT_ONCE && queue.length) send(queue.shift());
    showAll();
  }

  function send(one) {
    sending += 1;
    const { name, size } = one.file;
    // Of a file that will not be taken only the name is sent, so that the list can say why.
    const fits = size <= Number(words.bytes) && kinds.some((kind) => name.toLowerCase().endsWith(kind));
    const request = new XMLHttpRequest();
    const asked = new URLSearchParams({ key: one.key, name, size });
    if (one.collection) asked.set('collection', one.collection);
    request.open('POST', `${words.to}?${asked}`);
    request.upload.onprogress = (event) => {
      one.bar.value = one.sent = event.total ? event.loaded / event.total : 1;
      one.says.textContent = words.sending.replace('{percent}', Math.round(one.bar.value * 100));
      showAll();
    };
    request.onloadend = () => {
      sending -= 1;
      if (request.status === 204) finished(one);
      else failed(one, request.status && request.responseText.length < 400 ? request.responseText : '');
      next();
    };
    request.send(fits ? one.file : null);
  }

  function finished(one) {
    sentFiles += 1;
    sentBytes += one.file.size;
    forget(one);
    look();
  }

  function forget(one) {
    shown.delete(one.key);
    one.item.remove();
    kept((store) => store.delete(one.key));
  }

  function failed(one, why) {
    one.says.textContent = why || words.notSent;
    one.bar.hidden = true;
    one.failed = true;
    const again = button(words.sendAgain, () => {
      again.remove();
      leave.remove();
      one.bar.hidden = one.failed = false;
      one.says.textContent = words.queued;
      queue.push(one);
      next();
    });
    const leave = button(words.leaveOut, () => { forget(one); showAll(); });
    one.item.append(again, leave);
  }

  function button(said, act) {
    const made = Object.assign(document.createElement('button'), { type: 'button', className: 'quiet', textContent: said });
    made.addEventListener('click', act);
    return made;
  }

  // One bar for all. It is no live region: a screen reader shall not read out every percent.
  function showAll() {
    const open = [...shown.values()].filter((one) => !one.failed);
    all.hidden = open.length === 0;
    if (!open.length) { sentFiles = sentBytes = 0; return; }
    const bytes = open.reduce((sum, one) => sum + one.file.size, sentBytes);
    const done = open.reduce((sum, one) => sum + one.file.size * (one.sent || 0), sentBytes);
    all.querySelector('progress').value = bytes ? done / bytes : 0;
    const said = words.sentOf.replace('{done}', sentFiles).replace('{total}', sentFiles + open.length);
    const label = all.querySelector('label');
    if (label.textContent !== said) label.textContent = said;
  }

  // -- what the server does with it ---------------------------------------------------------------------

  function look() {
    clearTimeout(asking);
    asking = setTimeout(ask, 0);
  }

  async function ask() {
    let open = 1;
    try {
      const answer = await fetch(words.to);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      open = show(page.getElementById('sent'));
    } catch { /* the server is away for a moment; the next look tells */ }
    if (open) {
      changed = true;
      asking = setTimeout(ask, ASK_EVERY);
    } else if (changed && !sending && !queue.length) {
      changed = false;
      renewTable();
    }
  }

  // Only what is new is put in, so that nothing is read out twice and the list keeps its place.
  function show(fresh) {
    const old = document.getElementById('sent');
    for (const part of ['.sent-count', '.sent-list']) {
      const [is, was] = [fresh.querySelector(part), old.querySelector(part)];
      if (is.outerHTML === was.outerHTML) continue;
      was.innerHTML = is.innerHTML;
      for (const { name, value } of is.attributes) was.setAttribute(name, value);
    }
    box.querySelector('.clear-sent').hidden = fresh.dataset.done === '0';
    if (fresh.dataset.done !== old.dataset.done) changed = true;
    Object.assign(old.dataset, { open: fresh.dataset.open, done: fresh.dataset.done });
    return Number(fresh.dataset.open);
  }

  // The table and the header's count, once everything is read.
  async function renewTable() {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
    for (const part of ['main .bar-form', '#list', '.masthead .count']) {
      const [is, was] = [page.querySelector(part), document.querySelector(part)];
      if (was?.contains(document.activeElement) && part !== '#list') continue;
      if (is && was) was.replaceWith(is);
      else if (is) document.getElementById('list').before(is);
    }
  }

  // -- what a person does -------------------------------------------------------------------------------

  const input = document.getElementById('files');
  input.addEventListener('change', () => {
    add([...input.files]);
    input.value = '';
  });

  window.reportAssistant.dropped(box.querySelector('.drop'), add);

  box.querySelector('.clear-sent').addEventListener('submit', async (event) => {
    event.preventDefault();
    const form = event.target;
    await fetch(form.action, { method: 'POST', redirect: 'manual' });
    look();
    input.focus();
  });

  // Left while a file is neither sent nor kept in this browser: a person is asked first.
  window.addEventListener('beforeunload', (event) => {
    if ([...shown.values()].some((one) => !one.failed && !one.isKept)) event.preventDefault();
  });

  kept((store) => store.getAll()).then((left) => {
    if (!Array.isArray(left)) return;
    for (const { key, file, collection } of left) line({ key, file, collection, isKept: true });
    next();
  });
  if (document.getElementById('sent').dataset.open !== '0') look();
})();
