/* What the person sees and does. Everything that comes from a file is written as text, never as markup. */

const TEXTS = JSON.parse(document.getElementById('texts').textContent);
const SHAPES = JSON.parse(document.getElementById('shapes').textContent);
const SHAPE_OF = {
  authentic: 'circle',
  replaced: 'triangle',
  'unknown-seal': 'triangle',
  'revoked-seal': 'octagon',
  modified: 'octagon',
};
const MOST_FILES = 50;
const MOST_LIST_BYTES = 1024 * 1024;
const CODE_GROUP = /.{1,4}/g;
const NO_BREAK = '\u00a0';

const here = (id) => document.getElementById(id);
const state = {
  language: /^en\b/i.test(navigator.language) ? 'en' : 'fr',
  files: [], // certificates that were looked at
  trusted: [], // fingerprints from files
  empty: [], // names of files without any
  lists: [], // what was heard of revoked seals and replaced papers
  unheard: [], // names of lists that say nothing clear
  working: 0,
  round: 0,
};

const say = (key, values = {}) => filled(TEXTS[state.language].page[key], values);
const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
const grouped = (text) => text.toUpperCase().match(CODE_GROUP) ?? [];

const typed = (id) => fingerprintsIn(here(id).value);

/** What is given beside the files. While a line about revoked seals is not clear, nobody is trusted: it may be any. */
function beside() {
  const unclear = typed('revoked').broken.length || state.unheard.length;
  return {
    trusted: unclear ? [] : [...typed('trusted').whole, ...state.trusted],
    revoked: typed('revoked').whole,
    lists: state.lists,
    others: state.files.map(({ found }) => found).filter((found) => found?.seal),
  };
}

function day(at) {
  const date = new Date(Number(at / 1000n));
  const { months, first } = TEXTS[state.language];
  const number = date.getUTCDate() === 1 ? first : String(date.getUTCDate());
  return [number, months[date.getUTCMonth()], date.getUTCFullYear()].join(NO_BREAK);
}

function element(name, text, className = '') {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  made.dir = 'auto';
  return made;
}

/** The sentences of a verdict, as the command says them. */
function sentencesOf({ word, reason, by = '', notes = [] }, { certificate, seal }) {
  const texts = TEXTS[state.language];
  if (word === 'modified') return [...texts.verdicts.modified, texts.reasons[reason] ?? texts.reasons.unreadable];
  const values = {
    number: certificate?.number,
    by,
    day: certificate && day(certificate.issued_at),
    workshop: certificate?.workshop,
    name: seal?.name,
    fingerprint: seal && grouped(seal.fingerprint).join(' '),
  };
  const said = texts.verdicts[reason || (by && 'replaced') || word].map((sentence) => filled(sentence, values));
  return [...said, ...(['authentic', 'unknown-seal'].includes(word) ? notes.map((note) => texts.notes[note]) : [])];
}

/** Whether it still holds: only the workshop can tell. */
function standing({ word, by }) {
  if (word !== 'authentic' || by) return [];
  return [say(state.lists.some((list) => list.by) ? 'not_replaced' : 'maybe_replaced')];
}

function answer(file) {
  const { found, problem } = file;
  const made = here('answer').content.cloneNode(true).firstElementChild;
  const verdict = problem ? { word: 'modified', reason: 'unreadable' } : verdictBeside(found, beside());
  const [first, ...more] = problem ? [say(problem)] : sentencesOf(verdict, found);
  made.className = problem ? 'modified' : verdict.by ? 'replaced' : verdict.word;
  made.dataset.word = problem ? 'problem' : verdict.word;
  made.dataset.reason = problem ?? verdict.reason;
  made.querySelector('use').setAttribute('href', `#${SHAPE_OF[made.className] ?? 'square'}`);
  made.querySelector('h3').textContent = first;
  const sealed = !problem && found.seal;
  const spoken = more.filter((line) => !sealed || !line.includes(grouped(found.seal.fingerprint).join(' ')));
  const lines = [...spoken, ...(sealed ? standing(verdict) : [])];
  made.querySelector('.told').append(...lines.map((line) => element('p', line)));
  if (sealed) showSeal(made, verdict.word, found.seal);
  else made.querySelector('.print-of-seal').remove();
  made.querySelector('.claims').dataset.say = verdict.word === 'authentic' ? 'content' : 'claims';
  if (!sealed) made.querySelector('.claims').remove();
  made.querySelector('dl').append(...facts(file, verdict).flatMap(([key, text]) => [element('dt', say(key)), element('dd', text)]));
  return made;
}

/** Show the fingerprint big enough to be read aloud, and where to compare it. */
function showSeal(made, word, { fingerprint }) {
  made.querySelector('.groups').append(...grouped(fingerprint).map((group) => element('span', group)));
  const advice = { authentic: ['matches'], 'unknown-seal': ['call', 'compare'], 'revoked-seal': ['call'] }[word] ?? [];
  made.querySelector('.print-of-seal').append(...advice.map((key) => element('p', say(key))));
}

const MASK = /^masked:sha256:[0-9a-f]{64}/;

/** Say that a value is masked in this variant of a certificate. */
const unmasked = (text) => (MASK.test(text) ? say('masked') : text);

function facts({ name, found, at }, { reason }) {
  const pairs = [['name_of_file', name]];
  if (found?.seal) {
    const { certificate, seal, digest } = found;
    pairs.push(
      ['seal_name', seal.name],
      ['number', certificate.number],
      ['workshop', certificate.workshop],
      ['donor', unmasked(certificate.donor)],
      ['lot', grouped(certificate.lot).join(NO_BREAK)],
      ['issued', day(certificate.issued_at)],
      ['drives', String(certificate.drives.length)],
      ['digest', grouped(digest).join(' ')],
    );
  }
  if (reason) pairs.push(['code', reason]);
  pairs.push(['checked', at.toLocaleString(state.language === 'en' ? 'en-GB' : 'fr-FR')]);
  return pairs.filter(([, text]) => text);
}

function show() {
  document.documentElement.lang = state.language;
  document.title = say('title');
  here('answers').replaceChildren(...state.files.filter(({ found, problem }) => found || problem).map(answer));
  for (const place of document.querySelectorAll('[data-say]')) place.textContent = say(place.dataset.say);
  note('trusted', state.empty, typed('trusted').whole.length + state.trusted.length);
  note('revoked', state.unheard, typed('revoked').whole.length + state.lists.flatMap((list) => list.revoked).length);
  here('state').textContent = state.working ? say('working') : state.files.length ? '' : say('nothing');
  here('after').hidden = !state.files.length;
  document.body.dataset.working = state.working;
}

function note(id, names, count) {
  const lines = typed(id).broken.map((line) => say('incomplete', { line, count: plainFingerprint(line).length }));
  lines.push(...names.map((name) => say('no_fingerprint', { name })));
  if (count) lines.push(say('known', { count }));
  here(`${id}-note`).textContent = lines.join('\n');
  here(`${id}-note`).classList.toggle('good', count > 0 && lines.length === 1);
}

/** Do a piece of work, and say that it is under way. */
async function busy(work) {
  state.working += 1;
  show();
  try {
    await work();
  } finally {
    state.working -= 1;
    show();
  }
}

/** Look at files, one after another, so that two big ones never fill the memory. */
async function look(files) {
  const { round } = state;
  for (const file of [...files].slice(0, MOST_FILES)) {
    const seen = { name: file.name, at: new Date(), ...(await lookAt(file)) };
    if (round !== state.round) break;
    state.files.push(seen);
    show();
  }
  here('s3').focus();
  here('s3').scrollIntoView();
}

async function lookAt(file) {
  if (file.size > LARGEST_FILE) return { problem: 'too_big' };
  try {
    return { found: await examined(new Uint8Array(await file.arrayBuffer())) };
  } catch (problem) {
    console.error(problem);
    return { problem: 'broken_page' };
  }
}

const bytesOf = async (file) => (file.size > MOST_LIST_BYTES ? new Uint8Array() : new Uint8Array(await file.arrayBuffer()));

/** Take the fingerprints of seals to trust. */
async function trust(files) {
  for (const file of files) {
    const found = await fingerprintsOf(await bytesOf(file)).catch(() => []);
    state.trusted.push(...found);
    if (!found.length) state.empty.push(file.name);
  }
}

/** Take lists of revoked seals. */
async function distrust(files) {
  for (const file of files) {
    const heard = await heardFrom(await bytesOf(file));
    if (heard) state.lists.push(heard);
    else state.unheard.push(file.name);
  }
}

function startAgain() {
  Object.assign(state, { files: [], trusted: [], empty: [], lists: [], unheard: [] });
  for (const id of ['trusted', 'revoked']) here(id).value = '';
  state.round += 1;
  show();
  here('documents').focus();
}

function listen() {
  here('language').addEventListener('click', () => {
    state.language = state.language === 'fr' ? 'en' : 'fr';
    show();
  });
  for (const [id, work] of [
    ['documents', look],
    ['trusted-file', trust],
    ['revoked-file', distrust],
  ]) {
    here(id).addEventListener('change', async ({ target }) => {
      const files = [...target.files];
      target.value = ''; // the same file may be chosen again
      await busy(() => work(files));
    });
  }
  for (const id of ['trusted', 'revoked']) here(id).addEventListener('input', show);
  here('print').addEventListener('click', () => window.print());
  here('again').addEventListener('click', startAgain);
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    document.body.classList.add('dropping');
  });
  document.addEventListener('dragleave', () => document.body.classList.remove('dropping'));
  document.addEventListener('drop', dropped);
}

/** A list (or whatever is dropped on the box for them) is about revoked seals, a seal or a text is to be trusted. */
async function dropped(event) {
  event.preventDefault();
  document.body.classList.remove('dropping');
  const inBox = Boolean(event.target.closest?.('details'));
  const kindOf = ({ name }) => /\.(json|pem|cer|crt|der|txt)$/i.exec(name)?.[1].toLowerCase();
  const files = { documents: [], seals: [], lists: [] };
  for (const file of event.dataTransfer.files) {
    const kind = kindOf(file);
    files[!kind ? 'documents' : inBox || kind === 'json' ? 'lists' : 'seals'].push(file);
  }
  await busy(async () => {
    await trust(files.seals);
    await distrust(files.lists);
    if (files.documents.length) await look(files.documents);
  });
}

const able = globalThis.crypto?.subtle && globalThis.DecompressionStream && globalThis.isSecureContext;
here('old').hidden = Boolean(able);
here('documents').disabled = !able;
if (able) listen();
show();
