// What the page does by itself: opening sources, copying, folding the filters. It asks the server for nothing.
window.reportAssistant = (() => {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const narrow = () => matchMedia('(max-width: 900px)').matches;
  let opener = null; // the control that opened the sources, to which focus goes back
  let newest = ''; // id of the last turn that was scrolled to

  function openSource(id, control) {
    const card = document.getElementById(id);
    if (!card) return;
    opener = control;
    const shown = card.closest('.turn-sources');
    for (const section of document.querySelectorAll('.turn-sources')) section.hidden = section !== shown;
    for (const part of document.querySelectorAll('.current')) part.classList.remove('current');
    for (const other of shown.querySelectorAll('.card')) other.open = other === card;
    card.classList.add('current');
    if (control.classList.contains('marker')) control.classList.add('current');
    document.body.classList.add('sources-open');
    card.querySelector('summary').focus({ preventScroll: true });
    showMark(card);
    bringIntoView(document.getElementById('sources'), card, card.querySelector('mark'));
  }

  // Brings `card` to the top of its scrolling panel, and further where `mark` would still be out of sight;
  // a card that is wholly in sight stays where it is.
  function bringIntoView(panel, card, mark) {
    const room = { top: narrow() ? panel.querySelector('.panel-head').offsetHeight : 0, bottom: panel.clientHeight };
    const above = panel.getBoundingClientRect().top;
    const top = card.getBoundingClientRect().top - above;
    const end = (mark || card).getBoundingClientRect().bottom - above;
    if (top >= room.top && end <= room.bottom - 24) return;
    const by = Math.max(top - room.top - 12, end - room.bottom + 24);
    panel.scrollBy({ top: by, behavior: still ? 'auto' : 'smooth' });
  }

  // A long passage scrolls by itself: its marked sentence is brought into sight.
  function showMark(card) {
    const passage = card.querySelector('.passage');
    const mark = passage?.querySelector('mark');
    if (mark) passage.scrollTop += mark.getBoundingClientRect().top - passage.getBoundingClientRect().top - passage.clientHeight / 3;
  }

  function closeSources() {
    document.body.classList.remove('sources-open');
    if (opener && opener.isConnected) opener.focus();
  }

  async function copy(button) {
    const text = button.parentElement.querySelector('.copy-text').textContent;
    const status = (button.closest('.answer-foot') || button.parentElement).querySelector('.copy-status');
    say(status, (await written(text)) ? button.dataset.copied : button.dataset.failed);
  }

  // Says something for a while, to be seen and to be read out.
  function say(status, said) {
    status.textContent = said;
    setTimeout(() => { status.textContent = ''; }, 4000);
  }

  async function written(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { // no clipboard without https on another host, or it was refused
      const area = Object.assign(document.createElement('textarea'), { value: text });
      document.body.append(area);
      area.select();
      const done = document.execCommand('copy');
      area.remove();
      return done;
    }
  }

  function toggleFilters(button) {
    const open = document.body.classList.toggle('filters-open');
    button.setAttribute('aria-expanded', String(open));
  }

  function foldFilters() {
    document.body.classList.remove('filters-open');
    document.querySelector('.filters-toggle')?.setAttribute('aria-expanded', 'false');
  }

  // What the page is for: the question of the chat, the table of the ledger.
  function skipToMain() {
    document.querySelector('#ask textarea, #main')?.focus();
  }

  // Puts the question as it was understood into the box, to be changed and asked again.
  function changeQuestion(button) {
    const box = document.querySelector('#ask textarea');
    if (!box) return;
    box.value = button.dataset.question;
    box.dispatchEvent(new Event('input', { bubbles: true }));
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }

  function showNewestTurn() {
    const turns = document.querySelectorAll('#conversation .turn');
    const last = turns[turns.length - 1];
    if (!last) { newest = ''; return; }
    if (last.id === newest) return;
    newest = last.id;
    if (narrow()) document.body.classList.remove('sources-open');
    last.scrollIntoView({ block: 'start', behavior: still ? 'auto' : 'smooth' });
  }

  // Light or dark as the system has it, until a person chooses; the choice stays in this browser.
  function shade(chosen) {
    document.body.classList.toggle('dark', (chosen || system.matches && 'dark') === 'dark');
  }

  function changeShade() {
    const chosen = document.body.classList.contains('dark') ? 'light' : 'dark';
    localStorage.setItem('shade', chosen);
    shade(chosen);
  }

  // Files that are dropped anywhere on the page go to its box.
  function dropped(box, take) {
    for (const name of ['dragover', 'drop', 'dragleave']) {
      document.addEventListener(name, (event) => {
        if (name === 'dragleave') return box.classList.toggle('over', Boolean(event.relatedTarget));
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault(); // or a file dropped beside the box would be opened in place of the page
        box.classList.toggle('over', name === 'dragover');
        if (name === 'drop' && event.dataTransfer.files.length) take([...event.dataTransfer.files]);
      });
    }
  }

  const clicks = {
    '.marker, .show-sources': (control) => openSource(control.dataset.source, control),
    '.back, .close-sources': closeSources,
    '.copy': copy,
    '.change': changeQuestion,
    '.filters-toggle': toggleFilters,
    '.skip': skipToMain,
    '.shade': changeShade,
  };

  document.addEventListener('click', (event) => {
    for (const [selector, act] of Object.entries(clicks)) {
      const control = event.target.closest(selector);
      if (!control) continue;
      if (control.tagName === 'A') event.preventDefault();
      act(control);
      return;
    }
  });

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !document.body.classList.contains('sources-open')) return;
    if (document.getElementById('sources').contains(document.activeElement) || narrow()) closeSources();
  });

  // Once a session has ended, whatever the page asks for leads to where people sign in, and back.
  const asked = window.fetch;
  window.fetch = async (...given) => {
    const answer = await asked.apply(window, given);
    if (answer.status === 401) location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
    return answer;
  };

  // The desk fills what the header leaves of the window.
  function measureHeader() {
    const header = document.getElementById('header');
    if (!header) return requestAnimationFrame(measureHeader);
    shade(localStorage.getItem('shade')); // after Gradio, which follows the system alone
    new ResizeObserver(() => {
      document.documentElement.style.setProperty('--header-height', `${header.offsetHeight}px`);
    }).observe(header);
  }
  measureHeader();

  return { dropped, showNewestTurn, foldFilters, showMark, say, written };
})();
