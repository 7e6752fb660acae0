// Where a sentence stands: fetched from the server when a source is opened, in its card or in a window of its own.
window.reportSources = (() => {
  let asked = 0; // the newest request of the window, so that one that was overtaken is dropped

  // Fills `holder` with a view, and brings its sentence into sight.
  async function show(holder, address) {
    const mine = String(asked += 1);
    holder.dataset.asked = mine;
    holder.setAttribute('aria-busy', 'true');
    let html;
    try {
      html = await (await fetch(address)).text();
    } catch {
      html = null;
    }
    if (holder.dataset.asked !== mine) return;
    holder.removeAttribute('aria-busy');
    if (html === null) {
      holder.textContent = holder.dataset.failed;
      delete holder.dataset.shown;
      return;
    }
    holder.innerHTML = html;
    holder.dataset.shown = address;
    const image = holder.querySelector('img');
    if (image && !image.complete) await image.decode().catch(() => {});
    const box = holder.querySelector('.sentence-box, mark');
    const scroll = holder.querySelector('.page-scroll, .section-text');
    if (!box || !scroll) return;
    const top = box.getBoundingClientRect().top - scroll.getBoundingClientRect().top;
    scroll.scrollTop += top - scroll.clientHeight / 3;
  }

  // The marked sentence of an open card is in sight, and the picture of its page comes by itself, once.
  function fill(card) {
    if (card?.open) window.reportAssistant.showMark(card);
    const holder = card?.open && card.querySelector('.page-view[data-view]');
    if (holder && !holder.dataset.shown && !holder.hasAttribute('aria-busy')) show(holder, holder.dataset.view);
  }

  function fillOpen() {
    for (const card of document.querySelectorAll('.turn-sources:not([hidden]) .card[open]')) fill(card);
  }

  function enlarge(address) {
    let dialog = document.querySelector('.page-dialog');
    if (!dialog) {
      dialog = document.getElementById('page-dialog').content.firstElementChild.cloneNode(true);
      document.querySelector('#desk').append(dialog);
    }
    dialog.showModal();
    show(dialog.querySelector('.page-view'), address);
  }

  const clicks = {
    '.turn-page': (button) => show(button.closest('.page-view'), button.dataset.view),
    '.enlarge, .show-page': (button) => enlarge(button.dataset.view),
    '.close-page': (button) => button.closest('dialog').close(),
  };

  document.addEventListener('click', (event) => {
    for (const [selector, act] of Object.entries(clicks)) {
      const control = event.target.closest(selector);
      if (control) return act(control);
    }
    if (event.target.matches('.page-dialog')) event.target.close(); // beside the window
  });

  document.addEventListener('toggle', (event) => {
    if (event.target.matches?.('.card')) fill(event.target);
  }, true);

  return { fillOpen };
})();
