/* DER and BER values: taken apart as leniently as the command does, so that both give the same reason. */

const UNIVERSAL = 0;
const CONTEXT = 2;
const INTEGER = 2;
const BIT_STRING = 3;
const OCTETS = 4;
const OBJECT_IDENTIFIER = 6;
const SEQUENCE = 16;
const SET = 17;
const DEEPEST_INDEFINITE = 10;

/** Read the value that starts at `at`: its class, form, tag, and where its content and the next value are. */
function valueAt(bytes, at, end, depth = 0) {
  const need = (more) => {
    if (end < at + more) throw new RangeError('der');
  };
  if (depth > DEEPEST_INDEFINITE) throw new RangeError('der');
  const node = { bytes, start: at };
  need(1);
  node.kind = bytes[at] >> 6;
  node.constructed = (bytes[at] >> 5) & 1;
  node.tag = bytes[at] & 31;
  at += 1;
  if (node.tag === 31) [node.tag, at] = longTag(bytes, at, end);
  need(1);
  const short = bytes[at];
  at += 1;
  if (short < 0x80) node.end = at + short;
  else if (short > 0x80) {
    need(short & 127);
    node.end = at + (short & 127);
    let length = 0;
    for (; at < node.end; at += 1) length = Math.min(length * 256 + bytes[at], Number.MAX_SAFE_INTEGER / 512);
    node.end += length;
  } else {
    if (!node.constructed) throw new RangeError('der');
    node.end = at;
    while (end < node.end + 2 || bytes[node.end] || bytes[node.end + 1]) {
      node.end = valueAt(bytes, node.end, end, depth + 1).next;
    }
    node.next = node.end + 2;
    node.indefinite = true;
  }
  node.content = at;
  node.next ??= node.end;
  if (node.next > end) throw new RangeError('der');
  return node;
}

function longTag(bytes, at, end) {
  let tag = 0;
  for (;;) {
    if (at >= end) throw new RangeError('der');
    const part = bytes[at];
    at += 1;
    if (part === 0x80 && tag === 0) throw new RangeError('der');
    tag = tag * 128 + (part & 127);
    if (part < 0x80) break;
    if (tag > 2 ** 40) throw new RangeError('der');
  }
  if (tag < 31) throw new RangeError('der');
  return [tag, at];
}

const contentOf = (node) => node.bytes.subarray(node.content, node.end);
const spellingOf = (node) => node.bytes.subarray(node.start, node.next);

/** Insist on what a value is. */
function must(node, kind, constructed, tag) {
  if (!node || node.kind !== kind || node.constructed !== constructed || node.tag !== tag) throw new RangeError('der');
  return node;
}

function childrenOf(node) {
  const found = [];
  for (let at = node.content; at < node.end; at = found[found.length - 1].next) {
    found.push(valueAt(node.bytes, at, node.end));
  }
  return found;
}

/** Name the children of a sequence; `optional` fields are only taken where class and tag fit; more may follow. */
function fieldsOf(node, ...fields) {
  const found = {};
  let at = 0;
  for (const child of childrenOf(node)) {
    while (at < fields.length && fields[at].optional && !fields[at].optional(child)) at += 1;
    if (at < fields.length) found[fields[at].name] = child;
    at += 1;
  }
  for (const field of fields) if (!field.optional && !found[field.name]) throw new RangeError('der');
  return found;
}

const field = (name) => ({ name });
const maybe = (name, kind, tag) => ({ name, optional: (node) => node.kind === kind && node.tag === tag });
const sequence = (node) => must(node, UNIVERSAL, 1, SEQUENCE);
const setOf = (node) => must(node, UNIVERSAL, 1, SET);
const octets = (node) => contentOf(must(node, UNIVERSAL, 0, OCTETS));

/** Write an object identifier as numbers with dots. */
function dotted(node) {
  const parts = [];
  let part = 0;
  for (const byte of contentOf(must(node, UNIVERSAL, 0, OBJECT_IDENTIFIER))) {
    part = part * 128 + (byte & 127);
    if (byte >= 0x80) continue;
    if (parts.length) parts.push(part);
    else parts.push(Math.min(2, Math.floor(part / 40)), part - 40 * Math.min(2, Math.floor(part / 40)));
    part = 0;
  }
  return parts.join('.');
}

/** Write a value with the shortest length, as DER does. */
function der(first, ...parts) {
  const content = joined(...parts);
  let size = [content.length];
  if (content.length >= 0x80) {
    size = [];
    for (let left = content.length; left; left = Math.floor(left / 256)) size.unshift(left % 256);
    size.unshift(0x80 | size.length);
  }
  return joined([first, ...size], content);
}
