// Changing a briefing before it is exported: entries are moved, left out, put back, and sentences added. All of it
// stays on this page; an export is sent what is kept, and comes back as a file.
(() => {
  const form = document.querySelector('.brief-note');
  if (!form) return;
  const status = form.querySelector('[role="status"]');
  const trouble = form.querySelector('.brief-trouble');
  let changed = false;

  function tell(said) {
    changed = true;
    status.textContent = said;
  }

  // A button that moves its entry keeps the focus.
  function move(button, step) {
    const entry = button.closest('.entry');
    const entries = [...entry.parentElement.children];
    const place = entries.indexOf(entry) + step;
    if (place < 0 || place >= entries.length) return;
    if (step < 0) entries[place].before(entry);
    else entries[place].after(entry);
    button.focus();
    tell(form.dataset.moved.replace('{place}', place + 1).replace('{total}', entries.length));
  }

  function leaveOut(button) {
    const entry = button.closest('.entry');
    const out = entry.classList.toggle('out');
    for (const input of entry.querySelectorAll('input')) input.disabled = out;
    button.textContent = out ? button.dataset.back : button.dataset.out;
    tell(out ? form.dataset.out : form.dataset.back);
  }

  function add(button) {
    const box = button.parentElement.querySelector('textarea');
    const text = box.value.trim().replace(/\s+/g, ' ');
    if (!text) return box.focus();
    const entry = form.querySelector('.own-entry').content.firstElementChild.cloneNode(true);
    entry.querySelector('input').value = text;
    entry.querySelector('.said').textContent = text;
    button.closest('.brief-part').querySelector('ul.entries').append(entry);
    box.value = '';
    box.focus();
    tell(form.dataset.added);
  }

  form.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button?.matches('.up')) move(button, -1);
    else if (button?.matches('.down')) move(button, 1);
    else if (button?.matches('.leave-out')) leaveOut(button);
    else if (button?.matches('.add')) add(button);
  });

  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    if (event.target.matches('.add-own textarea')) {
      event.preventDefault();
      add(event.target.parentElement.querySelector('.add'));
    } else if (event.target.matches('#brief-title')) {
      event.preventDefault(); // or the first way to export would be taken
    }
  });
  form.addEventListener('input', () => { changed = true; });

  // Fetched, so that a refusal is told here and what was changed is not lost.
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(event.submitter?.formAction || form.action, { method: 'POST', body });
      if (!answer.ok) throw new Error(await answer.text());
      const name = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition'))[1];
      const link = Object.assign(document.createElement('a'), {
        href: URL.createObjectURL(await answer.blob()), download: name,
      });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      changed = false;
    } catch (error) {
      trouble.textContent = error instanceof TypeError ? form.dataset.failed : error.message;
      trouble.hidden = false;
    }
  });

  addEventListener('beforeunload', (event) => {
    if (changed) event.preventDefault();
  });
})();
