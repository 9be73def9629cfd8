/* The attached content: JSON as the command reads it, its canonical text (RFC 8785), and the facts that it must hold. */

const DEEPEST_CONTENT = 400;
const BIGGEST_WHOLE_NUMBER = Number.MAX_SAFE_INTEGER;
const WHITE = /[ \t\n\r]*/y;
const WHOLE_NUMBER = /-?(?:0|[1-9]\d*)(?![\d.eE])/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const HALF_CHARACTER = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const ESCAPES = new Map(Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }));

/** Reads JSON into maps, arrays, texts, whole numbers, booleans and null; of two equal keys, the last one counts. */
class Json {
  constructor(text) {
    Object.assign(this, { text, at: 0 });
  }

  static read(bytes) {
    const json = new Json(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const content = json.value(0);
    if (json.at !== json.text.length) wrong('json');
    return content;
  }

  take(pattern) {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? wrong('json');
    this.at += found.length;
    return found;
  }

  next(wanted) {
    this.take(WHITE);
    if (this.text[this.at] !== wanted) return false;
    this.at += 1;
    this.take(WHITE);
    return true;
  }

  value(depth) {
    if (depth > DEEPEST_CONTENT) wrong('json');
    this.take(WHITE);
    const found = this.inner(depth);
    this.take(WHITE);
    return found;
  }

  inner(depth) {
    if (this.next('{')) return this.members(depth);
    if (this.next('[')) return this.items(depth);
    if (this.text[this.at] === '"') return this.string();
    for (const [word, meant] of [['true', true], ['false', false], ['null', null]]) { // prettier-ignore
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return meant;
      }
    }
    const number = Number(this.take(WHOLE_NUMBER));
    return Math.abs(number) > BIGGEST_WHOLE_NUMBER ? wrong('json') : number;
  }

  members(depth) {
    const found = new Map();
    if (this.next('}')) return found;
    do {
      const key = this.text[this.at] === '"' ? this.string() : wrong('json');
      if (!this.next(':')) wrong('json');
      found.set(key, this.value(depth + 1));
    } while (this.next(','));
    return this.next('}') ? found : wrong('json');
  }

  items(depth) {
    const found = [];
    if (this.next(']')) return found;
    do found.push(this.value(depth + 1));
    while (this.next(','));
    return this.next(']') ? found : wrong('json');
  }

  string() {
    let found = '';
    this.at += 1;
    for (;;) {
      found += this.take(PLAIN);
      const mark = this.text[this.at];
      this.at += 1;
      if (mark === '"') return HALF_CHARACTER.test(found) ? wrong('json') : found;
      if (mark !== '\\') wrong('json');
      found += this.escaped();
    }
  }

  escaped() {
    const letter = this.text[this.at];
    this.at += 1;
    if (letter !== 'u') return ESCAPES.get(letter) ?? wrong('json');
    return String.fromCharCode(parseInt(this.take(/[0-9a-fA-F]{4}/y), 16));
  }
}

/** Write the canonical text of a content. */
function canonical(content) {
  if (Array.isArray(content)) return `[${content.map(canonical).join(',')}]`;
  if (!(content instanceof Map)) return JSON.stringify(content === 0 ? 0 : content);
  const keys = [...content.keys()].sort(); // by UTF-16 code units, as RFC 8785 asks
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(content.get(key))}`).join(',')}}`;
}

/** Rebuild a fact from a content, by the shapes that stand in this page; moments become microseconds. */
function fact(shapes, kind, content) {
  if (typeof kind === 'string') return scalar(kind, content);
  const [form, inner] = Object.entries(kind)[0];
  switch (form) {
    case 'fact':
      return fields(shapes, inner, content);
    case 'optional':
      return content === null ? null : fact(shapes, inner, content);
    case 'list':
      return Array.isArray(content) ? content.map((item) => fact(shapes, inner, item)) : wrong('fact');
    case 'only':
      return inner.includes(content) ? content : wrong('fact');
    default:
      return wrong('fact');
  }
}

function fields(shapes, name, content) {
  if (!(content instanceof Map)) wrong('fact');
  const found = {};
  for (const [field, kind, otherwise] of shapes[name]) {
    if (content.has(field)) found[field] = fact(shapes, kind, content.get(field));
    else found[field] = otherwise === undefined ? wrong('fact') : otherwise;
  }
  if (name === 'DriveStatement') checkStatement(found);
  return found;
}

function scalar(kind, content) {
  if (kind === 'moment') return typeof content === 'string' ? moment(content) : wrong('fact');
  return typeof content === kind ? content : wrong('fact');
}

const MOMENT = /^(\d{4})(-?)(\d\d)\2(\d\d)[^](.+?)(?:Z|([+-])(.+))$/u;
const CLOCK = /^(\d\d)(?:(:?)(\d\d)(?:\2(\d\d)(?:[.,](\d+))?)?)?$/;
const DAY = 86_400_000_000n;
const FIRST_MOMENT = -62_135_596_800_000_000n; // the year 1
const LAST_MOMENT = 253_402_300_799_999_999n; // the end of the year 9999

/** Read a moment as Python's datetime does where a time zone is told. */
function moment(text) {
  const [, year, , month, day, clock, sign, away] = MOMENT.exec(text) ?? wrong('fact');
  const midnight = new Date(0);
  midnight.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const real = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === Number(day) && Number(year) > 0;
  const [time, zone] = [sinceMidnight(clock, 23, 59), away ? sinceMidnight(away, 23, 99) : 0n];
  if (!real || zone >= DAY) wrong('fact');
  const at = BigInt(midnight.getTime()) * 1000n + time - (sign === '-' ? -zone : zone);
  return at < FIRST_MOMENT || at > LAST_MOMENT ? wrong('fact') : at;
}

function sinceMidnight(text, lastHour, lastMinute) {
  const [, hours, , minutes, seconds, rest] = CLOCK.exec(text) ?? wrong('fact');
  const parts = [hours, minutes ?? 0, seconds ?? 0].map(BigInt);
  if (parts[0] > lastHour || parts[1] > lastMinute || parts[2] > lastMinute) wrong('fact');
  return ((parts[0] * 60n + parts[1]) * 60n + parts[2]) * 1_000_000n + BigInt((rest ?? '').slice(0, 6).padEnd(6, '0'));
}
