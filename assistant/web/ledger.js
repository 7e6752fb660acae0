// What the commitments page does by itself. All that somebody looks at stands in the link: a control changes the
// link, the link goes to the server, and the server's HTML comes back.
window.reportLedger = (() => {
  const state = new URLSearchParams(location.search);
  let call = () => {}; // a door of the server; see ledger_page.py
  let asked = ''; // the query of the newest look
  let group = ''; // the amounts that are charted, by their words
  let waiting = ''; // what gets the focus when the table has come
  let opening = false; // the panel was asked for by a click, and gets the focus when it has come

  const row = () => state.get('row') || '';
  const opener = () => document.querySelector(`.open-row[data-row="${CSS.escape(row())}"]`);

  function keep() {
    const query = state.toString();
    history.replaceState(history.state, '', location.pathname + (query ? `?${query}` : ''));
    return query;
  }

  function set(name, value) {
    if (value) state.set(name, value); else state.delete(name);
  }

  function look() {
    asked = keep();
    document.querySelector('#table')?.setAttribute('aria-busy', 'true');
    call('look', { query: asked });
  }

  function changedRow(door, said) {
    asked = keep();
    opening = true;
    call(door, { query: asked, ...said });
  }

  function openRow(id) {
    set('row', id);
    opening = true;
    markOpen();
    call('open_row', { query: keep() });
  }

  function closeRow() {
    const control = opener();
    state.delete('row');
    keep();
    markOpen();
    (control || document.getElementById('main'))?.focus();
  }

  // Shows which row is open, and the panel beside the table.
  function markOpen() {
    document.body.classList.toggle('sources-open', row() !== '');
    for (const line of document.querySelectorAll('tr[data-row]')) {
      const on = line.dataset.row === row();
      line.classList.toggle('current', on);
      line.querySelector('.open-row').setAttribute('aria-expanded', String(on));
    }
  }

  function tableShown() {
    const shown = document.querySelector('#table [data-asked]');
    if (!shown) return;
    if (asked && shown.dataset.asked !== asked) return setTimeout(look); // an answer that was overtaken
    document.querySelector('#table').removeAttribute('aria-busy');
    document.title = `${shown.getAttribute('aria-label')} – ${document.querySelector('h1').textContent}`;
    markOpen();
    chooseGroup();
    if (waiting) document.querySelector(waiting)?.focus();
    waiting = '';
  }

  function panelShown() {
    markOpen();
    const shown = document.querySelector('#panel aside')?.dataset.row;
    if (!shown || !row()) return;
    if (shown !== row()) return setTimeout(() => call('open_row', { query: keep() })); // it was overtaken
    if (!opening) return;
    opening = false;
    const panel = document.getElementById('sources');
    panel.scrollTop = 0;
    document.getElementById('sources-heading').focus({ preventScroll: true });
    const mark = panel.querySelector('.card[open] mark');
    const below = mark ? mark.getBoundingClientRect().bottom - panel.getBoundingClientRect().bottom : 0;
    if (below > 0 && !panel.querySelector('.told')) panel.scrollBy({ top: below + 24 });
  }

  function chooseGroup() {
    const select = document.querySelector('.chart-group');
    if (!select) return;
    const kept = [...select.options].find((option) => option.textContent === group);
    if (kept) select.value = kept.value;
    for (const part of document.querySelectorAll('.of-group')) part.hidden = part.id !== select.value;
  }

  function chooseField(form) {
    const chosen = form.field.selectedOptions[0];
    const onStatus = chosen.value === 'status';
    form.value.hidden = onStatus;
    form.status.hidden = !onStatus;
    form.value.value = chosen.dataset.value;
    form.querySelector('.hint').textContent = chosen.dataset.hint;
  }

  const clicks = {
    '.sort': (button) => {
      document.querySelector('.ledger-form [name="order"]').value = button.dataset.order;
      waiting = `.sort[data-order$="${button.dataset.order.replace('-', '')}"]`;
      set('order', button.dataset.order);
      state.delete('part');
      look();
    },
    '.part': (button) => {
      waiting = '#main';
      set('part', button.dataset.part);
      look();
    },
    '.open-row': (button) => openRow(button.dataset.row),
    '#desk.ledger .close-sources': closeRow,
    '.mark-row': (button) => changedRow('mark', { wrong: button.dataset.wrong }),
    '.restore-row': () => changedRow('restore', {}),
    'tr[data-row]': (line) => { if (!String(getSelection())) openRow(line.dataset.row); },
  };

  document.addEventListener('click', (event) => {
    for (const [selector, act] of Object.entries(clicks)) {
      const control = event.target.closest(selector);
      if (control) return act(control);
    }
  });

  document.addEventListener('change', (event) => {
    const control = event.target;
    if (control.matches('.ledger-form [name]')) {
      set(control.name, control.type === 'checkbox' ? (control.checked ? control.value : '') : control.value);
      state.delete('part');
      look();
    } else if (control.matches('.chart-group')) {
      group = control.selectedOptions[0].textContent;
      chooseGroup();
    } else if (control.matches('.correct [name="field"]')) chooseField(control.form);
  });

  document.addEventListener('submit', (event) => {
    if (event.target.matches('.ledger-form')) event.preventDefault(); // each change was looked up already
    if (!event.target.matches('.correct')) return;
    event.preventDefault();
    const { field, value, status } = event.target;
    changedRow('correct', { field: field.value, value: field.value === 'status' ? status.value : value.value });
  });

  document.addEventListener('toggle', (event) => {
    if (event.target.id !== 'charts-fold') return;
    set('charts', event.target.open ? 'yes' : '');
    keep();
  }, true);

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && row() && document.querySelector('#desk.ledger')) closeRow();
  });

  return { opened: (door) => { call = door; }, tableShown, panelShown };
})();
