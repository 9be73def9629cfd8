/* As much of a PDF reader as a certificate needs: cross-references, objects, streams, name trees. Never a recovery. */

const DEEPEST = 60;
const MOST_OBJECTS = 2_000_000;
const MOST_SECTIONS = 64;
const LARGEST_STREAM = 64 * 1024 * 1024;
const BLANKS = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set([...'()<>[]{}/%'].map((char) => char.charCodeAt(0)));
const WORDS = new Map(Object.entries({ true: true, false: false, null: null }));

class Name extends String {}
class Operator extends String {}
class Reference {
  constructor(number, generation) {
    Object.assign(this, { number, generation });
  }
}
class Stream {
  constructor(dictionary, start) {
    Object.assign(this, { dictionary, start });
  }
}

/** Reads values one after another, in a file or in a content. */
class Lexer {
  constructor(bytes, at = 0, depth = 0) {
    Object.assign(this, { bytes, at, depth });
  }

  skip() {
    for (; this.at < this.bytes.length; this.at += 1) {
      if (this.bytes[this.at] === 37) while (this.at < this.bytes.length && !this.atLineEnd()) this.at += 1;
      else if (!BLANKS.has(this.bytes[this.at])) return;
    }
  }

  atLineEnd() {
    return this.bytes[this.at] === 10 || this.bytes[this.at] === 13;
  }

  get over() {
    this.skip();
    return this.at >= this.bytes.length;
  }

  word() {
    const start = this.at;
    while (this.at < this.bytes.length && !BLANKS.has(this.bytes[this.at]) && !DELIMITERS.has(this.bytes[this.at])) {
      this.at += 1;
    }
    return asText(this.bytes.subarray(start, this.at));
  }

  /** Read one value; an operator is a value too. References are only looked for in files. */
  value(references = true) {
    if (this.over || this.depth > DEEPEST) wrong('pdf');
    const [byte, next] = [this.bytes[this.at], this.bytes[this.at + 1]];
    if (byte === 0x2f) return this.name();
    if (byte === 0x28) return this.text();
    if (byte === 0x3c && next === 0x3c) return this.dictionary(references);
    if (byte === 0x3c) return this.hexText();
    if (byte === 0x5b) return this.list(references);
    if (DELIMITERS.has(byte)) wrong('pdf');
    const word = this.word();
    if (WORDS.has(word)) return WORDS.get(word);
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) return new Operator(word);
    return (references && this.reference(word)) || Number(word);
  }

  reference(word) {
    const start = this.at;
    if (/^\d{1,10}$/.test(word)) {
      this.skip();
      const generation = this.word();
      this.skip();
      if (/^\d{1,5}$/.test(generation) && this.word() === 'R') return new Reference(Number(word), Number(generation));
    }
    this.at = start;
    return null;
  }

  name() {
    this.at += 1;
    const escaped = this.word();
    return new Name(escaped.replace(/#([0-9a-fA-F]{2})/g, (_, digits) => String.fromCharCode(parseInt(digits, 16))));
  }

  inside(end, read) {
    this.depth += 1;
    while (!this.over && this.bytes[this.at] !== end) read();
    if (this.over) wrong('pdf');
    this.at += 1;
    this.depth -= 1;
  }

  list(references) {
    this.at += 1;
    const found = [];
    this.inside(0x5d, () => found.push(this.value(references)));
    return found;
  }

  dictionary(references) {
    this.at += 2;
    const found = new Map();
    this.inside(0x3e, () => {
      const key = this.value(references);
      if (!(key instanceof Name)) wrong('pdf');
      found.set(String(key), this.value(references));
    });
    if (this.bytes[this.at] !== 0x3e) wrong('pdf');
    this.at += 1;
    return found;
  }

  hexText() {
    const end = this.bytes.indexOf(0x3e, this.at);
    if (end < 0) wrong('pdf');
    const digits = asText(this.bytes.subarray(this.at + 1, end)).replace(/[\0\t\n\f\r ]/g, '');
    this.at = end + 1;
    return fromHex(digits.length % 2 ? `${digits}0` : digits);
  }

  text() {
    const found = [];
    let open = 1;
    this.at += 1;
    for (;;) {
      if (this.at >= this.bytes.length) wrong('pdf');
      const byte = this.bytes[this.at];
      this.at += 1;
      if (byte === 0x28) open += 1;
      if (byte === 0x29) open -= 1;
      if (!open) return Uint8Array.from(found);
      if (byte === 0x5c) found.push(...this.escaped());
      else found.push(byte);
    }
  }

  escaped() {
    const octal = /^[0-7]{1,3}/.exec(asText(this.bytes.subarray(this.at, this.at + 3)));
    if (octal) {
      this.at += octal[0].length;
      return [parseInt(octal[0], 8) & 255];
    }
    const byte = this.bytes[this.at];
    this.at += byte === 13 && this.bytes[this.at + 1] === 10 ? 2 : 1;
    if (byte === 10 || byte === 13) return [];
    const meant = { n: 10, r: 13, t: 9, b: 8, f: 12 }[String.fromCharCode(byte)];
    return [meant ?? byte];
  }
}

class Pdf {
  constructor(bytes) {
    this.bytes = bytes;
    this.places = new Map(); // object number -> {at, generation} or {inside, rank}; null: deleted
    this.packed = new Map();
    this.trailer = null;
  }

  static async open(bytes) {
    const pdf = new Pdf(bytes);
    const tail = asText(bytes.subarray(-1100));
    const told = /startxref[\s\0]+(\d{1,12})/.exec(tail.slice(tail.lastIndexOf('startxref')));
    if (!told) wrong('pdf');
    await pdf.followSections(Number(told[1]));
    if (pdf.trailer.has('Encrypt')) wrong('pdf');
    return pdf;
  }

  async followSections(first) {
    const seen = new Set();
    const waiting = [first];
    while (waiting.length) {
      const at = waiting.shift();
      if (seen.has(at) || seen.size > MOST_SECTIONS) wrong('pdf');
      seen.add(at);
      const lexer = new Lexer(this.bytes, at);
      lexer.skip();
      const table = asText(this.bytes.subarray(lexer.at, lexer.at + 4)) === 'xref';
      const trailer = table ? this.readTable(lexer) : await this.readPackedTable(at);
      this.trailer ??= trailer;
      for (const key of ['XRefStm', 'Prev']) if (trailer.has(key)) waiting.push(trailer.get(key));
    }
  }

  place(number, where) {
    if (this.places.size > MOST_OBJECTS) wrong('pdf');
    if (!this.places.has(number)) this.places.set(number, where);
  }

  readTable(lexer) {
    lexer.at += 4;
    for (;;) {
      lexer.skip();
      const first = lexer.word();
      if (first === 'trailer') return mapping(lexer.value());
      const length = lexer.value(false);
      if (!/^\d+$/.test(first) || !(length <= MOST_OBJECTS)) wrong('pdf');
      for (let rank = 0; rank < length; rank += 1) {
        const [at, generation, kind] = [lexer.value(false), lexer.value(false), String(lexer.value(false))];
        if (kind !== 'n' && kind !== 'f') wrong('pdf');
        this.place(Number(first) + rank, kind === 'n' ? { at, generation } : null);
      }
    }
  }

  async readPackedTable(at) {
    const stream = this.objectAt(at).value;
    if (!(stream instanceof Stream)) wrong('pdf');
    const { dictionary } = stream;
    const widths = dictionary.get('W');
    const bytes = await this.unpacked(stream);
    const ranges = dictionary.get('Index') ?? [0, dictionary.get('Size')];
    let from = 0;
    const number = (width, otherwise) => {
      let told = width ? 0 : otherwise;
      for (const end = from + width; from < end; from += 1) told = told * 256 + (bytes[from] ?? wrong('pdf'));
      return told;
    };
    for (let range = 0; range < ranges.length; range += 2) {
      for (let rank = 0; rank < ranges[range + 1]; rank += 1) {
        const [kind, one, two] = [number(widths[0], 1), number(widths[1], 0), number(widths[2], 0)];
        const where = [null, { at: one, generation: two }, { inside: one, rank: two }][kind];
        this.place(ranges[range] + rank, where ?? null);
      }
    }
    return dictionary;
  }

  /** Read the object that is written at a place of the file, with its number. */
  objectAt(at) {
    const lexer = new Lexer(this.bytes, at);
    const [number, generation, word] = [lexer.value(false), lexer.value(false), String(lexer.value(false))];
    if (word !== 'obj') wrong('pdf');
    const value = lexer.value();
    lexer.skip();
    if (!(value instanceof Map) || lexer.word() !== 'stream') return { number, generation, value };
    if (this.bytes[lexer.at] === 13) lexer.at += 1;
    if (this.bytes[lexer.at] !== 10) wrong('pdf');
    return { number, generation, value: new Stream(value, lexer.at + 1) };
  }

  /** Follow references to what they stand for. */
  async get(value, depth = 0) {
    if (!(value instanceof Reference)) return value;
    const where = this.places.get(value.number);
    if (depth > DEEPEST) wrong('pdf');
    if (!where) return null;
    if (where.inside !== undefined) return this.get((await this.packedObjects(where.inside, depth))[where.rank], depth + 1);
    const found = this.objectAt(where.at);
    if (found.number !== value.number || found.generation !== value.generation) wrong('pdf');
    return this.get(found.value, depth + 1);
  }

  async packedObjects(number, depth) {
    if (!this.packed.has(number)) {
      const stream = await this.get(new Reference(number, 0), depth + 1);
      const bytes = await this.unpacked(stream);
      const head = new Lexer(bytes);
      const length = stream.dictionary.get('N');
      if (!(length <= MOST_OBJECTS)) wrong('pdf');
      const starts = Array.from({ length }, () => head.value(false) >= 0 && head.value(false));
      const first = stream.dictionary.get('First');
      this.packed.set(number, starts.map((start) => new Lexer(bytes, first + start).value()));
    }
    return this.packed.get(number);
  }

  /** Follow keys from a value; what is missing on the way is an error. */
  async follow(value, ...keys) {
    let found = await this.get(value);
    for (const key of keys) {
      found = await this.get(Array.isArray(found) ? found[key] : mapping(found).get(key));
      if (found === undefined || found === null) wrong('pdf');
    }
    return found;
  }

  /** Return the bytes of a stream as they are written. */
  async packedBytes(stream) {
    const length = await this.get(stream.dictionary.get('Length'));
    const end = stream.start + length;
    if (!Number.isInteger(length) || length < 0 || end > this.bytes.length) wrong('pdf');
    const after = new Lexer(this.bytes, end);
    after.skip();
    if (after.word() !== 'endstream') wrong('pdf');
    return this.bytes.subarray(stream.start, end);
  }

  /** Return the bytes of a stream as they are meant. */
  async unpacked(stream, limit = LARGEST_STREAM) {
    const raw = await this.packedBytes(stream);
    let filters = (await this.get(stream.dictionary.get('Filter'))) ?? [];
    if (!Array.isArray(filters)) filters = [filters];
    if (!filters.length) return raw;
    if (filters.length !== 1 || String(filters[0]) !== 'FlateDecode') wrong('pdf');
    let hints = await this.get(stream.dictionary.get('DecodeParms'));
    if (Array.isArray(hints)) hints = await this.get(hints[0]);
    const bytes = await inflated(raw, limit);
    return (hints?.get('Predictor') ?? 1) > 1 ? unpredicted(bytes, hints) : bytes;
  }

  /** List the pairs of a name tree. */
  async names(node, depth = 0) {
    if (depth > DEEPEST) wrong('pdf');
    const tree = mapping(await this.get(node));
    const found = [];
    const listed = (await this.get(tree.get('Names'))) ?? [];
    for (let at = 0; at + 1 < listed.length; at += 2) found.push([told(await this.get(listed[at])), listed[at + 1]]);
    for (const kid of (await this.get(tree.get('Kids'))) ?? []) found.push(...(await this.names(kid, depth + 1)));
    return found;
  }

  async firstPage() {
    let nodes = [await this.follow(this.trailer, 'Root', 'Pages')];
    for (let steps = 0; nodes.length && steps < MOST_OBJECTS; steps += 1) {
      const node = mapping(await this.get(nodes.shift()));
      if (!node.has('Kids')) return node;
      nodes = [...(await this.get(node.get('Kids'))), ...nodes];
    }
    return wrong('pdf');
  }
}

function mapping(value) {
  if (value instanceof Stream) return value.dictionary;
  return value instanceof Map ? value : wrong('pdf');
}

/** Read a text of a PDF. */
function told(bytes) {
  if (!(bytes instanceof Uint8Array)) return '';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes);
  return asText(bytes);
}

/** Undo the PNG predictors, which cross-reference streams are packed with. */
function unpredicted(bytes, hints) {
  const width = hints.get('Columns') ?? 1;
  if ((hints.get('Colors') ?? 1) !== 1 || (hints.get('BitsPerComponent') ?? 8) !== 8 || !(width > 0)) wrong('pdf');
  const lines = Math.floor(bytes.length / (width + 1));
  const plain = new Uint8Array(lines * width);
  for (let line = 0; line < lines; line += 1) {
    const kind = bytes[line * (width + 1)];
    for (let at = 0; at < width; at += 1) {
      const left = at ? plain[line * width + at - 1] : 0;
      const above = line ? plain[(line - 1) * width + at] : 0;
      const corner = at && line ? plain[(line - 1) * width + at - 1] : 0;
      plain[line * width + at] = bytes[line * (width + 1) + 1 + at] + guess(kind, left, above, corner);
    }
  }
  return plain;
}

function guess(kind, left, above, corner) {
  if (kind === 4) {
    const [far, fall, slant] = [left, above, corner].map((near) => Math.abs(left + above - corner - near));
    if (far <= fall && far <= slant) return left;
    return fall <= slant ? above : corner;
  }
  return [0, left, above, (left + above) >> 1][kind] ?? wrong('pdf');
}
