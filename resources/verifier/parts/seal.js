/* The signature inside a sealed PDF, byte by byte: the twin of workshop/adapters/documents/cms.py. */

const RANGE = /\/ByteRange[ \t\n\r\f\v]*\[[ \t\n\r\f\v]*(\d{1,12})[ \t\n\r\f\v]+(\d{1,12})[ \t\n\r\f\v]+(\d{1,12})[ \t\n\r\f\v]+(\d{1,12})[ \t\n\r\f\v]*\]/g; // prettier-ignore
const SUBFILTER = '/ETSI.CAdES.detached';
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const OID = {
  signedData: '1.2.840.113549.1.7.2',
  data: '1.2.840.113549.1.7.1',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.47',
  commonName: '2.5.4.3',
  ellipticKey: '1.2.840.10045.2.1',
  p256: '1.2.840.10045.3.1.7',
};
const SPELT = {
  signedData: fromHex('06092a864886f70d010702'),
  data: fromHex('06092a864886f70d010701'),
  one: fromHex('020101'),
  sha256: fromHex('300d06096086480165030402010500'),
  ecdsaSha256: fromHex('300a06082a8648ce3d040302'),
};

/** Say who sealed a file; one bit that is not as it was sealed is a NotIntact with its reason. */
async function sealedBy(pdf) {
  const [start, end] = gapIn(asText(pdf), pdf.length);
  const digest = await sha256(joined(pdf.subarray(0, start), pdf.subarray(end)));
  return orElse('seal-unreadable', async () => {
    const written = pdf.subarray(start, end);
    const structure = takenApart(fromHex(ascii(written.subarray(1, -1))));
    const certificate = spellingOf(structure.certificate);
    const fingerprint = await sha256(certificate);
    checkAttributes(structure.attributes, digest, fingerprint);
    const holder = holderOf(certificate);
    await checkSignature(structure, holder.key);
    checkSpelling(written, structure, holder);
    return { name: holder.name, fingerprint: hex(fingerprint) };
  });
}

function gapIn(text, length) {
  const found = [...text.matchAll(RANGE)];
  if (!found.length) broken('no-seal');
  if (found.length > 1 || count(text, '/ByteRange') > 1 || count(text, SUBFILTER) !== 1) broken('several-seals');
  const [first, start, end, rest] = found[0].slice(1).map(Number);
  if (first !== 0 || start <= 0 || start >= end || end + rest !== length) broken('not-whole');
  if (count(text, '%%EOF') !== 2 || count(text, 'startxref') !== 2) broken('several-revisions');
  return [start, end];
}

function ascii(bytes) {
  if (bytes.some((byte) => byte > 127)) throw new RangeError('ascii');
  return asText(bytes);
}

/** Find the parts of the CMS structure; what is not looked at here has one spelling, which is compared at the end. */
function takenApart(bytes) {
  const info = fieldsOf(sequence(valueAt(bytes, 0, bytes.length)), field('type'), field('content'));
  if (dotted(info.type) !== OID.signedData) throw new RangeError('cms');
  must(info.content, CONTEXT, 1, 0);
  const signed = fieldsOf(
    sequence(valueAt(bytes, info.content.content, info.content.end)),
    field('version'),
    field('digests'),
    field('inside'),
    maybe('certificates', CONTEXT, 0),
    maybe('revocations', CONTEXT, 1),
    field('signers'),
  );
  must(signed.version, UNIVERSAL, 0, INTEGER);
  const signers = childrenOf(setOf(signed.signers));
  const signer = fieldsOf(
    sequence(signers[0]),
    field('version'),
    field('who'),
    field('digest'),
    maybe('attributes', CONTEXT, 0),
    field('algorithm'),
    field('signature'),
    maybe('unsigned', CONTEXT, 1),
  );
  const certificates = childrenOf(must(signed.certificates, CONTEXT, 1, 0));
  const attributes = must(signer.attributes, CONTEXT, 1, 0);
  const alone = signers.length === 1 && certificates.length === 1;
  return { certificate: sequence(certificates[0]), attributes, signature: signer.signature, alone };
}

function checkAttributes(attributes, digest, fingerprint) {
  const values = new Map();
  let kinds = 0;
  for (const attribute of childrenOf(attributes)) {
    const { type, value } = fieldsOf(sequence(attribute), field('type'), field('value'));
    values.set(dotted(type), childrenOf(setOf(value)));
    kinds += 1;
  }
  const told = (values.get(OID.contentType) ?? []).map(dotted);
  if (values.size !== kinds || told.length !== 1 || told[0] !== OID.data) broken('seal-unreadable');
  const digests = values.get(OID.messageDigest).map(octets);
  if (digests.length !== 1 || !same(digests[0], digest)) broken('bytes-changed');
  const [reference, ...more] = values.get(OID.signingCertificate);
  if (more.length) throw new RangeError('cms');
  const { certificates } = fieldsOf(sequence(reference), field('certificates'));
  const [first] = childrenOf(sequence(certificates));
  const named = fieldsOf(sequence(first), maybe('algorithm', UNIVERSAL, SEQUENCE), field('hash'));
  if (!same(octets(named.hash), fingerprint)) broken('seal-rewritten');
}

/** Read a certificate: its holder's name, the public key, and the parts that the signature names it by. */
function holderOf(certificate) {
  const whole = childrenOf(sequence(valueAt(certificate, 0, certificate.length)));
  const part = fieldsOf(
    sequence(whole[0]),
    maybe('version', CONTEXT, 0),
    ...['serial', 'algorithm', 'issuer', 'validity', 'subject', 'key'].map(field),
  );
  if (whole.length !== 3) throw new RangeError('x509');
  must(part.serial, UNIVERSAL, 0, INTEGER);
  const [algorithm] = childrenOf(sequence(part.key));
  const [kind, curve] = childrenOf(sequence(algorithm));
  if (dotted(kind) !== OID.ellipticKey || dotted(curve) !== OID.p256) broken('seal-unreadable');
  return { name: nameIn(part.subject), key: spellingOf(part.key), issuer: part.issuer, serial: part.serial };
}

const ALPHABETS = { 12: 'utf-8', 19: 'latin1', 20: 'latin1', 22: 'latin1', 30: 'utf-16be' };

function nameIn(subject) {
  for (const set of childrenOf(sequence(subject))) {
    for (const pair of childrenOf(setOf(set))) {
      const [kind, value] = childrenOf(sequence(pair));
      if (dotted(kind) === OID.commonName) return new TextDecoder(ALPHABETS[value.tag]).decode(contentOf(value));
    }
  }
  return '';
}

async function checkSignature({ attributes, signature }, spki) {
  await checkPair(octets(signature), der(0x31, contentOf(attributes)), spki);
}

async function checkPair(signature, signed, spki) {
  const key = await crypto.subtle.importKey('spki', spki, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  const pair = numbersOf(signature);
  if (!pair) broken('signature-wrong');
  const raw = fromHex(pair.map((number) => number.toString(16).padStart(64, '0')).join(''));
  if (!(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, raw, signed))) broken('signature-wrong');
  if (pair[1] > P256_ORDER / 2n) broken('seal-rewritten'); // the other spelling, which anybody can make
}

/** Read the two numbers of a signature; null for every spelling but the shortest. */
function numbersOf(signature) {
  try {
    const [r, s] = childrenOf(sequence(valueAt(signature, 0, signature.length))).map((node) =>
      BigInt(`0x${hex(contentOf(must(node, UNIVERSAL, 0, INTEGER)))}`),
    );
    const fits = (number) => number > 0n && number < P256_ORDER;
    return fits(r) && fits(s) && same(der(0x30, wholeNumber(r), wholeNumber(s)), signature) ? [r, s] : null;
  } catch {
    return null;
  }
}

function wholeNumber(number) {
  const digits = number.toString(16);
  const bytes = fromHex(digits.length % 2 ? `0${digits}` : digits);
  return der(INTEGER, bytes[0] > 127 ? [0] : [], bytes);
}

/** Build the structure again as the workshop writes it: not one bit may stand there otherwise. */
function checkSpelling(written, { certificate, attributes, signature, alone }, { issuer, serial }) {
  if (!alone) broken('seal-unreadable');
  const signer = der(
    0x30,
    SPELT.one,
    der(0x30, spellingOf(issuer), spellingOf(serial)),
    SPELT.sha256,
    der(0xa0, contentOf(attributes)),
    SPELT.ecdsaSha256,
    der(OCTETS, contentOf(signature)),
  );
  const signed = der(
    0x30,
    SPELT.one,
    der(0x31, SPELT.sha256),
    der(0x30, SPELT.data),
    der(0xa0, spellingOf(certificate)),
    der(0x31, signer),
  );
  const again = hex(der(0x30, SPELT.signedData, der(0xa0, signed))).toUpperCase();
  if (asText(written) !== `<${again.padEnd(written.length - 2, '0')}>`) broken('seal-rewritten');
}
