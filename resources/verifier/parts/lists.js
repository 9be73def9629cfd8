/* Whom the person trusts, and whom the workshop no longer answers for: texts, seals, and lists that are sealed. */

const ONE_FINGERPRINT = /(?<![0-9a-z])(?:[0-9a-f][\s:.-]*){63}[0-9a-f](?![0-9a-z])/gi;
const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;
const NOTHING_HEARD = { revoked: [], replaced: new Map(), seals: [], by: '' };

/** Write a fingerprint as it is compared: 64 small hexadecimal digits. */
const plainFingerprint = (text) => text.toLowerCase().replace(/[^0-9a-f]/g, '');

const fingerprintsOfLine = (line) => (line.match(ONE_FINGERPRINT) ?? []).map(plainFingerprint);

/** Find the fingerprints of a text, one a line (one alone may run over several); other lines are told. */
function fingerprintsIn(text) {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() && !line.trim().startsWith('#'));
  const whole = lines.flatMap(fingerprintsOfLine);
  const spread = whole.length ? [] : fingerprintsOfLine(lines.join(' '));
  if (spread.length) return { whole: spread, broken: [] };
  return { whole, broken: lines.filter((line) => !fingerprintsOfLine(line).length) };
}

/** Tell a certificate in DER (longer than 127 bytes: a long length follows) from a text that begins with a zero. */
const isDer = (bytes) => bytes[0] === 0x30 && bytes[1] > 0x7f;

/** Take the fingerprints of a seal (PEM or DER) or of a text. */
async function fingerprintsOf(bytes) {
  const text = asText(bytes);
  const certificates = [...text.matchAll(PEM)].map(([, base64]) => fromBase64(base64));
  if (isDer(bytes)) certificates.push(bytes);
  if (!certificates.length) return fingerprintsIn(text).whole;
  return Promise.all(certificates.map(async (certificate) => hex(await sha256(certificate))));
}

const fromBase64 = (text) => Uint8Array.from(atob(text.replace(/\s/g, '')), (char) => char.charCodeAt(0));

/** Read a list of seals that nobody answers for any more: sealed by the workshop, a seal, or a text. Null: none. */
async function heardFrom(bytes) {
  const text = new TextDecoder().decode(bytes).trim(); // without the mark that some editors put first
  try {
    if (text.startsWith('{')) return await sealedList(new TextEncoder().encode(text));
    if (isDer(bytes) || text.includes('-----BEGIN')) return { ...NOTHING_HEARD, revoked: await fingerprintsOf(bytes) };
    const lines = text.split(/[\r\n]+/).filter((line) => line.trim() && !line.trim().startsWith('#'));
    const digits = lines.map((line) => line.replace(/[:\s]/g, '').toLowerCase());
    // a seal that is passed over because of a slip would be trusted
    return digits.every((line) => /^[0-9a-f]{64}$/.test(line)) ? { ...NOTHING_HEARD, revoked: digits } : null;
  } catch {
    return null;
  }
}

/** Read a list that a workshop sealed: the twin of workshop/adapters/documents/seal_list.py. */
async function sealedList(bytes) {
  const content = Json.read(bytes);
  const [certificate, signature] = ['certificate', 'signature'].map((key) => {
    const text = content.get(key);
    return /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? fromBase64(text) : wrong('list');
  });
  content.delete('signature');
  const signed = new TextEncoder().encode(canonical(content));
  const list = fact(SHAPES.facts, { fact: 'SealList' }, content);
  if (list.schema !== SHAPES.seals) wrong('list');
  await checkPair(signature, signed, holderOf(certificate).key);
  return {
    revoked: list.revoked.map(({ fingerprint }) => plainFingerprint(fingerprint)),
    replaced: new Map(list.replaced.map(({ number, by }) => [number, by])),
    seals: list.seals.map(({ fingerprint }) => plainFingerprint(fingerprint)),
    by: hex(await sha256(certificate)),
  };
}

/** Follow a list from paper to paper; it speaks of papers under the seals that it names. */
function replacedByList({ by, seals, replaced }, trusted, fingerprint, number) {
  if (!trusted.includes(by) || !seals.includes(fingerprint)) return '';
  const seen = new Set([number]);
  let last = number;
  while (replaced.get(last) && !seen.has(replaced.get(last))) {
    last = replaced.get(last);
    seen.add(last);
  }
  return last === number ? '' : last;
}

/** Say what a file is with everything that is given beside it: the twin of workshop/adapters/documents/replacing.py. */
function verdictBeside(found, { trusted, revoked, lists, others }) {
  const refused = [...revoked, ...lists.flatMap((list) => list.revoked)];
  const believed = trusted.filter((fingerprint) => !refused.includes(fingerprint));
  const verdict = { ...verdictOn(found, believed, refused), by: '', notes: [] };
  if (lists.some(({ by }) => by && !believed.includes(by))) verdict.notes.push('list-seal-unknown');
  if (verdict.word !== 'authentic') return verdict;
  const { number } = found.certificate;
  const newer = others.find((other) => {
    const { word } = verdictOn(other, believed, refused);
    return word === 'authentic' && other.certificate.replaces === number;
  });
  const told = lists.map((list) => replacedByList(list, believed, found.seal.fingerprint, number)).find(Boolean);
  return { ...verdict, by: told ?? newer?.certificate.number ?? '' };
}
