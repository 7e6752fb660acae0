// What the chat page does by itself. What was asked stands in the session and in the library; the address of the page
// keeps the filters and which conversation is open.
window.reportChat = (() => {
  const doors = {}; // name: what calls it on the server; see page.py
  let ready = false; // the question that the address asks was put
  let words = ''; // what the conversations are looked through for
  let finding = 0;

  function opened(names, call) {
    for (const name of names) doors[name] = (said) => call(name, said);
    requestAnimationFrame(askFromAddress);
  }

  function keep(name, value) {
    const address = new URL(location.href);
    if (value) address.searchParams.set(name, value); else address.searchParams.delete(name);
    history.replaceState(history.state, '', address);
  }

  const asked = () => ({ link: location.search });
  const entry = (control) => control.closest('[data-id]');

  // A link may carry a question ("/?question=…"): it is asked once, as if it had been typed.
  function askFromAddress() {
    const box = document.querySelector('#ask textarea');
    const question = new URLSearchParams(location.search).get('question');
    if (ready || !question || !doors.example) return;
    if (!box) return requestAnimationFrame(askFromAddress);
    ready = true;
    keep('question', '');
    doors.example({ question, ...asked() });
  }

  // The address names the conversation that is shown, so that loading the page again brings it back.
  function conversationShown() {
    const shown = document.querySelector('.conversation');
    if (!shown) return;
    if (shown.dataset.id || !shown.querySelector('.turn')) keep('conversation', shown.dataset.id);
    for (const box of shown.querySelectorAll('.answer-link input')) {
      if (box.value.startsWith('/')) box.value = location.origin + box.value;
    }
    for (const item of document.querySelectorAll('.history [data-id]')) {
      const link = item.querySelector('.open-talk');
      if (item.dataset.id === shown.dataset.id) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    window.reportAssistant.showNewestTurn();
  }

  // A new list has a new box: who was typing in the old one goes on in the new.
  function historyShown() {
    const box = document.querySelector('.find input');
    if (!box || document.activeElement !== document.body || !words) return;
    box.value = words;
    box.focus();
  }

  async function copyLink(button) {
    const box = button.parentElement.querySelector('input');
    box.select();
    const status = button.closest('.answer-foot').querySelector('.copy-status');
    window.reportAssistant.say(status, (await window.reportAssistant.written(box.value)) ? button.dataset.copied : button.dataset.failed);
  }

  // Asks in a dialog; what was chosen comes when it closes.
  function asks(selector, prepare, then) {
    const dialog = document.querySelector(selector);
    dialog.returnValue = '';
    prepare(dialog);
    dialog.addEventListener('close', () => { if (dialog.returnValue) then(dialog); }, { once: true });
    dialog.showModal();
  }

  const title = (item) => item.querySelector('.open-talk').textContent;
  const clicks = {
    '.example': (button) => doors.example({ question: button.textContent, ...asked() }),
    '.again': () => doors.again(asked()),
    '.stop': () => doors.stop({}),
    '.share': (button) => doors.make_link({ turn: button.dataset.turn }),
    '.copy-link': copyLink,
    '.thumb': (button) => doors.rate({ turn: button.dataset.turn, good: button.dataset.good, reason: '' }),
    '.open-talk': (link) => {
      window.reportAssistant.foldFilters();
      doors.open({ id: entry(link).dataset.id, words });
    },
    '#new': () => window.reportAssistant.foldFilters(),
    '.rename-talk': (button) => {
      const item = entry(button);
      button.closest('details').open = false;
      asks('.ask-title', (dialog) => { dialog.querySelector('input').value = title(item); },
        (dialog) => doors.rename({ id: item.dataset.id, title: dialog.querySelector('input').value, words }));
    },
    '.delete-talk': (button) => {
      const item = entry(button);
      button.closest('details').open = false;
      asks('.ask-delete', (dialog) => { dialog.querySelector('.named').textContent = title(item); },
        () => doors.delete({ id: item.dataset.id, words }));
    },
  };

  document.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a link in a new tab
    for (const [selector, act] of Object.entries(clicks)) {
      const control = event.target.closest(selector);
      if (!control) continue;
      if (control.tagName === 'A') event.preventDefault();
      return act(control);
    }
    for (const menu of document.querySelectorAll('.history .menu[open]')) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener('change', (event) => {
    if (!event.target.matches('.limits select, .writer select')) return;
    for (const list of event.target.form.elements) keep(list.name, list.value); // another sector may drop the report
  });

  document.addEventListener('input', (event) => {
    if (!event.target.matches('.find input')) return;
    words = event.target.value;
    clearTimeout(finding);
    finding = setTimeout(() => doors.find({ words }), 250);
  });

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.matches('.find, .limits, .writer')) event.preventDefault();
    if (!form.matches('.why')) return;
    event.preventDefault();
    doors.rate({ turn: form.dataset.turn, good: form.dataset.good, reason: form.reason.value });
  });

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    const menu = event.target.closest?.('.menu[open]');
    if (!menu) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });

  return { opened, conversationShown, historyShown };
})();
