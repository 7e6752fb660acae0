// Checking a draft: it is sent as it is, and comes back sentence by sentence. What was found is kept on this page
// alone, and goes to the server once more to be written into the Word file.
(() => {
  const form = document.getElementById('check-form');
  if (!form) return;
  const { to, word, kinds, bytes } = form.dataset;
  const words = JSON.parse(form.dataset.words);
  const part = (selector) => document.querySelector(selector);
  const [text, input, trouble] = ['#draft', '#draft-file', '.check-trouble'].map(part);
  const [start, shown] = ['.check-begin', '#checked'].map(part);
  const [says, work, rest, wordButton, draftBox] =
    ['.check-says', '.check-work', '.check-rest', '.check-word .word', '.draft'].map(part);
  const [bar, barLabel] = [work.querySelector('progress'), work.querySelector('label')];
  const counts = [...document.querySelectorAll('.check-counts button')];
  const said = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_, key) => values[key] ?? '');
  const isNarrow = matchMedia('(max-width: 1000px)'); // the result stands below the form then
  let chosen = null; // the file that is to be checked in place of the text
  let sent = null; // what is being checked or was: its name, its bytes, what was found, the way to stop it

  // -- the draft ----------------------------------------------------------------------------------------

  function choose(file) {
    trouble.textContent = '';
    const fits = kinds.split(',').some((kind) => file?.name.toLowerCase().endsWith(kind));
    if (file && !fits) trouble.textContent = said('unsupported');
    else if (file && file.size > Number(bytes)) {
      const megabyte = 2 ** 20;
      const sizes = { size: Math.ceil(file.size / megabyte), megabytes: Number(bytes) / megabyte };
      trouble.textContent = said('too_large', sizes);
    } else chosen = file;
    input.value = '';
    text.disabled = Boolean(chosen);
    const line = form.querySelector('.chosen');
    line.hidden = !chosen;
    line.querySelector('span').textContent = chosen ? said('chosen', { name: chosen.name }) : '';
  }

  input.addEventListener('change', () => input.files.length && choose(input.files[0]));
  form.querySelector('.leave-out').addEventListener('click', () => {
    choose(null);
    text.focus();
  });

  window.reportAssistant.dropped(form.querySelector('.drop'), (files) => choose(files[0]));

  // -- checking -----------------------------------------------------------------------------------------

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    sent?.stop.abort();
    trouble.textContent = '';
    if (!chosen && !text.value.trim()) {
      trouble.textContent = said('nothing_sent');
      return text.focus();
    }
    const mine = sent = { body: chosen || new Blob([text.value]), name: chosen?.name || '', found: [], total: 0, stop: new AbortController() };
    const asked = new URLSearchParams({ name: mine.name });
    for (const list of form.querySelectorAll('select')) if (list.value) asked.set(list.name, list.value);
    begin();
    let told;
    try {
      const answer = await fetch(`${to}?${asked}`, { method: 'POST', body: mine.body, signal: mine.stop.signal });
      if (!answer.ok) return refuse(mine, await answer.text());
      for await (const row of rows(answer.body)) {
        if (mine !== sent) return;
        told = take(mine, row) || told;
      }
    } catch {
      if (mine !== sent) return;
      told ||= said(mine.stop.signal.aborted ? 'stopped' : 'lost', state(mine));
    }
    const isAll = mine.found.length === mine.total;
    end(told || (isAll ? said(mine.total === 1 ? 'one_done' : 'all_done', state(mine)) : said('lost', state(mine))));
  });

  const state = (mine) => ({ done: mine.found.length, total: mine.total });

  async function* rows(stream) {
    const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
    for (let held = '';;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (held + value).split('\n');
      held = lines.pop();
      yield* lines.map((line) => JSON.parse(line));
    }
  }

  function begin() {
    draftBox.replaceChildren();
    shown.hidden = false;
    start.hidden = true;
    work.hidden = false;
    wordButton.disabled = true;
    rest.textContent = says.textContent = '';
    bar.removeAttribute('value');
    barLabel.textContent = said('opening');
    for (const button of counts) button.querySelector('.many').textContent = '0';
    filter('');
    document.getElementById('checked-heading').focus({ preventScroll: true });
    shown.scrollIntoView({ block: isNarrow.matches ? 'start' : 'nearest' });
  }

  function refuse(mine, why) {
    if (mine !== sent) return;
    shown.hidden = true;
    start.hidden = false;
    trouble.textContent = why.length < 600 ? why : said('lost', state(mine));
    trouble.scrollIntoView({ block: 'nearest' });
    (chosen ? input : text).focus({ preventScroll: true });
  }

  function end(told) {
    work.hidden = true;
    says.textContent = told;
    wordButton.disabled = !sent.found.length;
  }

  // One line of what the server sends: the draft, a sentence, or what stopped it.
  function take(mine, row) {
    if (row.trouble) return row.trouble;
    if ('draft' in row) {
      mine.total = bar.max = row.total;
      draftBox.innerHTML = row.draft;
      rest.textContent = [row.rest && said('nothing_to_check', { count: row.rest }), row.note].filter(Boolean).join(' ');
    } else {
      mine.found.push(row);
      mark(row);
    }
    bar.value = mine.found.length;
    barLabel.textContent = said('progress', state(mine));
    return '';
  }

  function mark({ sentence, finding, html }) {
    const place = document.getElementById(`sentence-${sentence}`);
    const button = counts.find((one) => one.dataset.finding === finding);
    place.dataset.finding = finding;
    place.setAttribute('role', 'button');
    place.setAttribute('aria-expanded', 'false');
    place.setAttribute('aria-controls', `said-of-${sentence}`);
    place.insertAdjacentHTML('beforeend', '<span class="sign" aria-hidden="true"></span><span class="unseen"></span>');
    place.querySelector('.sign').textContent = button.dataset.sign;
    place.querySelector('.unseen').textContent = ` (${button.dataset.name})`;
    place.closest('.draft-part').insertAdjacentHTML('beforeend', html);
    for (const one of [button, counts[0]]) one.querySelector('.many').textContent = Number(one.querySelector('.many').textContent) + 1;
    set(place, wanted());
  }

  part('.check-stop').addEventListener('click', () => {
    sent.stop.abort();
    document.getElementById('checked-heading').focus({ preventScroll: true }); // the button goes away
  });

  // -- what a person looks at ---------------------------------------------------------------------------

  const wanted = () => counts.find((one) => one.getAttribute('aria-pressed') === 'true').dataset.finding;

  function filter(finding) {
    close();
    for (const one of counts) one.setAttribute('aria-pressed', String(one.dataset.finding === finding));
    for (const one of draftBox.querySelectorAll('.draft-part')) one.hidden = Boolean(finding);
    for (const one of draftBox.querySelectorAll('.sentence[data-finding]')) set(one, finding);
  }

  // A sentence of another finding stays as the text around those that are wanted.
  function set(place, finding) {
    const is = !finding || place.dataset.finding === finding;
    place.classList.toggle('beside', !is);
    if (is) {
      place.tabIndex = 0;
      place.closest('.draft-part').hidden = false;
    } else place.removeAttribute('tabindex');
  }

  for (const button of counts) button.addEventListener('click', () => filter(button.dataset.finding));

  function close() {
    const open = draftBox.querySelector('.sentence[aria-expanded="true"]');
    if (!open) return null;
    open.setAttribute('aria-expanded', 'false');
    document.getElementById(open.getAttribute('aria-controls')).hidden = true;
    return open;
  }

  function toggle(place) {
    if (close() === place) return;
    place.setAttribute('aria-expanded', 'true');
    document.getElementById(place.getAttribute('aria-controls')).hidden = false;
  }

  draftBox.addEventListener('click', (event) => {
    const place = event.target.closest('.sentence[tabindex]');
    if (place && !getSelection().toString()) toggle(place); // not where a person only selects text
  });
  draftBox.addEventListener('keydown', (event) => {
    const place = event.target.closest('.sentence[tabindex]');
    if (event.key === 'Escape') close()?.focus();
    else if (place && ['Enter', ' '].includes(event.key)) {
      event.preventDefault();
      toggle(place);
    }
  });

  // -- the Word file ------------------------------------------------------------------------------------

  wordButton.addEventListener('click', async () => {
    const mine = sent;
    const all = document.getElementById('word-supported').checked;
    const remarks = mine.found.filter((row) => all || row.finding !== 'supported').map((row) => row.remark);
    const body = new Blob([JSON.stringify(remarks), '\n', mine.body]);
    wordButton.disabled = true;
    try {
      const answer = await fetch(`${word}?${new URLSearchParams({ name: mine.name })}`, { method: 'POST', body });
      if (!answer.ok) says.textContent = await answer.text();
      else save(await answer.blob(), `${mine.name.replace(/\.\w+$/, '') || 'draft'}-checked.docx`);
    } catch {
      says.textContent = said('not_made');
    }
    wordButton.disabled = false;
    wordButton.focus();
  });

  function save(file, name) {
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
})();
