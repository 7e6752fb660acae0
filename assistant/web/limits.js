// The reports to choose from are those of the chosen sector and year. Without it all of them stay in the list.
(() => {
  const all = new WeakMap(); // a list of reports: all its entries

  function narrow(list) {
    if (!all.has(list)) all.set(list, [...list.options]);
    const form = list.form || document;
    const chosen = (name) => form.querySelector(`select[name="${name}"]`)?.value || '';
    const [sector, year, report] = [chosen('sector'), chosen('year'), list.value];
    const kept = all.get(list).filter((entry) => !entry.value || !entry.hasAttribute('data-sector') ||
      (!sector || entry.dataset.sector === sector) && (!year || entry.dataset.year === year));
    list.replaceChildren(...kept);
    list.value = kept.some((entry) => entry.value === report) ? report : '';
  }

  function narrowAll() {
    for (const list of document.querySelectorAll('select[name="report"]')) narrow(list);
  }

  document.addEventListener('change', (event) => {
    if (event.target.matches('select[name="sector"], select[name="year"]')) narrowAll();
  });
  // A list that came after this script is narrowed when somebody first turns to it.
  document.addEventListener('focusin', (event) => {
    if (event.target.matches('select[name="report"]') && !all.has(event.target)) narrow(event.target);
  });
  addEventListener('pageshow', narrowAll);
})();
