/* Bytes: found, joined, written in hexadecimal; and the one error that a file can end in. */

class NotIntact extends Error {} // its message is the reason's code, as in cms.py

const broken = (reason) => {
  throw new NotIntact(reason);
};

/** Give up a piece of work; `orElse` says what that means. */
const wrong = (what) => {
  throw new RangeError(what);
};

/** Do a piece of work; whatever goes wrong in it, other than a reason already found, is `reason`. */
async function orElse(reason, work) {
  try {
    return await work();
  } catch (problem) {
    if (problem instanceof NotIntact) throw problem;
    throw new NotIntact(reason);
  }
}

/** One character a byte; only looked at where it is ASCII. */
const asText = (bytes) => new TextDecoder('latin1').decode(bytes);

function count(text, wanted) {
  let found = 0;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) found += 1;
  return found;
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const HEX_DIGITS = '0123456789abcdef';

/** Read hexadecimal digits as Python does: either case, white space between pairs. */
function fromHex(text) {
  const bytes = new Uint8Array(text.length >> 1);
  let length = 0;
  for (let at = 0; at < text.length; at += 2) {
    while (' \t\n\r\v\f'.includes(text[at]) && at < text.length) at += 1;
    if (at === text.length) break;
    const high = HEX_DIGITS.indexOf(text[at].toLowerCase());
    const low = at + 1 < text.length ? HEX_DIGITS.indexOf(text[at + 1].toLowerCase()) : -1;
    if (high < 0 || low < 0) throw new RangeError('hex');
    bytes[length] = (high << 4) | low;
    length += 1;
  }
  return bytes.subarray(0, length);
}

const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** Unpack zlib data, never more than `limit` bytes of it. */
async function inflated(bytes, limit) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(...parts);
    parts.push(value);
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw new RangeError('too much');
    }
  }
}
