/* What a file is: the twin of workshop/adapters/documents/verification.py. */

const CERTIFICATE_FILE = 'certificate.json';
const LARGEST_CONTENT = 64 * 1024 * 1024;
const LARGEST_FILE = 64 * 1024 * 1024;
const TRACES = ['certificate.json', '/ETSI.CAdES.detached'];
const QR_NAME = '.QR';

/** Find out what a file is, as far as it can be known without trusting anybody. */
async function examined(pdf) {
  const text = asText(pdf);
  if (!TRACES.some((trace) => text.includes(trace))) return { word: 'not-a-certificate', reason: '' };
  try {
    const seal = await sealedBy(pdf);
    return { seal, ...(await sealedContent(pdf)) };
  } catch (problem) {
    if (problem instanceof NotIntact) return { word: 'modified', reason: problem.message };
    throw problem;
  }
}

/** Say what an examined file is worth to somebody who trusts some seals; both lists hold fingerprints. */
function verdictOn({ word, reason, certificate, seal }, trusted, revoked) {
  if (word) return { word, reason };
  if (certificate.example || seal.name === SHAPES.example) return { word: 'example', reason: '' };
  if (!certificate.number) return { word: 'not-a-certificate', reason: 'provisional' };
  if (revoked.includes(seal.fingerprint)) return { word: 'revoked-seal', reason: '' };
  return { word: trusted.includes(seal.fingerprint) ? 'authentic' : 'unknown-seal', reason: '' };
}

async function sealedContent(bytes) {
  const [attached, told, printed] = await orElse('unreadable', async () => {
    const pdf = await Pdf.open(bytes);
    return [await attachedTo(pdf), await subjectOf(pdf), await printedOn(pdf)];
  });
  const { certificate, content } = await orElse('content-unknown', () => readContent(attached));
  const digest = hex(await sha256(attached));
  const line = `${certificate.number || SHAPES.unnumbered} SHA-256 ${digest.toUpperCase()}`;
  if (told !== line || printed !== line) broken('other-content');
  return { certificate, content, digest };
}

function readContent(attached) {
  const content = Json.read(attached);
  const certificate = fact(SHAPES.facts, { fact: 'Certificate' }, content);
  if (content.get('schema') !== SHAPES.schema) wrong('content');
  if (!same(new TextEncoder().encode(canonical(content)), attached)) broken('content-not-canonical');
  return { content, certificate };
}

async function attachedTo(pdf) {
  const root = await pdf.follow(pdf.trailer, 'Root');
  const listed = await pdf.names(await pdf.follow(root, 'Names', 'EmbeddedFiles'));
  const joinedFiles = await pdf.follow(root, 'AF');
  if (listed.length !== 1 || listed[0][0] !== CERTIFICATE_FILE || joinedFiles.length !== 1) wrong('pdf');
  const [one, other] = [
    (await pdf.follow(joinedFiles, 0, 'EF')).get('F'),
    (await pdf.follow(listed[0][1], 'EF')).get('F'),
  ];
  if (!(one instanceof Reference && other instanceof Reference) || one.number !== other.number) wrong('pdf');
  const stream = await pdf.get(one);
  const raw = await pdf.packedBytes(stream);
  if (!stream.dictionary.has('Filter')) return raw;
  if (String(await pdf.get(stream.dictionary.get('Filter'))) !== 'FlateDecode') wrong('pdf');
  return inflated(raw, LARGEST_CONTENT);
}

const subjectOf = async (pdf) => told(await pdf.follow(pdf.trailer, 'Info', 'Subject'));

/** Read the QR code of page 1 from the squares that are drawn there. */
async function printedOn(pdf) {
  const forms = mapping(await pdf.follow(await pdf.firstPage(), 'Resources', 'XObject'));
  const names = [...forms.keys()].filter((name) => name.endsWith(QR_NAME));
  if (names.length !== 1) wrong('pdf');
  const form = await pdf.get(forms.get(names[0]));
  const side = Math.trunc(await pdf.follow(form, 'BBox', 2));
  if (!(side >= 21 && side <= 177)) wrong('pdf');
  return qrText(squaresOf(await pdf.unpacked(form), side));
}

function squaresOf(drawing, side) {
  const rows = Array.from({ length: side }, () => new Uint8Array(side));
  const lexer = new Lexer(drawing);
  let numbers = [];
  while (!lexer.over) {
    const value = lexer.value(false);
    if (!(value instanceof Operator)) numbers.push(value);
    else {
      if (String(value) === 're') fillSquares(rows, numbers);
      numbers = [];
    }
  }
  return rows;
}

function fillSquares(rows, numbers) {
  if (numbers.length !== 4 || numbers.some((number) => typeof number !== 'number')) wrong('pdf');
  const [x, y, wide] = numbers.map(Math.trunc);
  const inside = x >= 0 && y >= 0 && wide >= 0 && x + wide <= rows.length && y < rows.length;
  if (!inside) wrong('pdf');
  rows[rows.length - 1 - y].fill(1, x, x + wide);
}
