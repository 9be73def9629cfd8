/* A QR code from its exact squares (ISO/IEC 18004): whole or refused, nothing is repaired. */

const LEVELS = 'MLHQ'; // by the two bits of the format
const CHECK_BYTES = {
  L: [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
  M: [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28],
  Q: [13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
  H: [17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
};
const BLOCKS = {
  L: [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25],
  M: [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49],
  Q: [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68],
  H: [1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81],
};
const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];
const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** Read the text of a code; `rows` are arrays of 0 and 1, dark is 1, without the white zone. */
function qrText(rows) {
  const side = rows.length;
  const version = (side - 17) / 4;
  if (!Number.isInteger(version) || version < 1 || version > 40) wrong('qr');
  const { level, mask } = formatOf(rows);
  checkShape(rows);
  const words = wordsOf(rows, version, mask);
  return readBits(dataOf(words, CHECK_BYTES[level][version - 1], BLOCKS[level][version - 1]), version);
}

function formatOf(rows) {
  const xs = [0, 1, 2, 3, 4, 5, 7, 8, 8, 8, 8, 8, 8, 8, 8];
  const ys = [8, 8, 8, 8, 8, 8, 8, 8, 7, 5, 4, 3, 2, 1, 0];
  const told = xs.reduce((bits, x, at) => (bits << 1) | rows[ys[at]][x], 0) ^ 0x5412;
  let rest = told >> 10;
  for (let step = 0; step < 10; step += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  if ((((told >> 10) << 10) | rest) !== told) wrong('qr');
  return { level: LEVELS[told >> 13], mask: (told >> 10) & 7 };
}

/** Insist on the three corners and the two dotted lines that a reader finds a code by. */
function checkShape(rows) {
  const last = rows.length - 7;
  const ring = (x, y) => Math.max(Math.abs(x - 3), Math.abs(y - 3)) !== 2;
  for (const [left, top] of [[0, 0], [last, 0], [0, last]]) { // prettier-ignore
    for (let at = 0; at < 49; at += 1) {
      const [x, y] = [at % 7, Math.floor(at / 7)];
      if (Boolean(rows[top + y][left + x]) !== ring(x, y)) wrong('qr');
    }
  }
  for (let at = 8; at < last - 1; at += 1) if (rows[6][at] !== (at + 1) % 2 || rows[at][6] !== (at + 1) % 2) wrong('qr');
}

function alignment(version) {
  if (version === 1) return [];
  const many = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.floor((version * 4 + many * 2 + 1) / (many * 2 - 2)) * 2;
  return [6, ...Array.from({ length: many - 1 }, (_, at) => version * 4 + 10 - step * (many - 2 - at))];
}

/** Tell whether a square belongs to the code's shape, not to its data. */
function shapeOf(version) {
  const side = version * 4 + 17;
  const shape = Array.from({ length: side }, () => new Uint8Array(side));
  const fill = (left, top, wide, tall) => {
    for (let y = top; y < top + tall; y += 1) shape[y].fill(1, left, left + wide);
  };
  fill(0, 0, 9, 9);
  fill(side - 8, 0, 8, 9);
  fill(0, side - 8, 9, 8);
  fill(0, 6, side, 1);
  fill(6, 0, 1, side);
  const places = alignment(version);
  const [first, last] = [6, places[places.length - 1]];
  for (const x of places) {
    for (const y of places) {
      const corner = (x === first && (y === first || y === last)) || (x === last && y === first);
      if (!corner) fill(x - 2, y - 2, 5, 5);
    }
  }
  if (version >= 7) {
    fill(side - 11, 0, 3, 6);
    fill(0, side - 11, 6, 3);
  }
  return shape;
}

function wordsOf(rows, version, mask) {
  const shape = shapeOf(version);
  const side = rows.length;
  const bits = [];
  let upwards = true;
  for (let right = side - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < side; step += 1) {
      const y = upwards ? side - 1 - step : step;
      for (const x of [right, right - 1]) if (!shape[y][x]) bits.push(rows[y][x] ^ Number(MASKS[mask](x, y)));
    }
    upwards = !upwards;
  }
  const words = new Uint8Array(bits.length >> 3);
  for (let at = 0; at < words.length * 8; at += 1) words[at >> 3] |= bits[at] << (7 - (at & 7));
  return words;
}

/** Put the blocks in order again, and insist that none of them needs a repair. */
function dataOf(words, check, blocks) {
  const short = Math.floor(words.length / blocks);
  const long = words.length % blocks; // the last blocks have one byte of data more
  const found = Array.from({ length: blocks }, () => []);
  const sizeOf = (block) => short - check + Number(block >= blocks - long);
  let at = 0;
  for (let rank = 0; rank <= short - check; rank += 1) {
    for (let block = 0; block < blocks; block += 1) if (rank < sizeOf(block)) found[block].push(words[at++]);
  }
  const data = found.flatMap((block) => [...block]);
  for (let rank = 0; rank < check; rank += 1) for (const block of found) block.push(words[at++]);
  if (found.some((block) => needsRepair(block, check))) wrong('qr');
  return data;
}

function times(one, other) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((other >> bit) & 1) * one;
  }
  return product;
}

function needsRepair(block, check) {
  let root = 1;
  for (let power = 0; power < check; power += 1) {
    if (block.reduce((sum, word) => times(sum, root) ^ word, 0)) return true;
    root = times(root, 2);
  }
  return false;
}

function readBits(data, version) {
  let at = 0;
  const left = () => data.length * 8 - at;
  const take = (length) => {
    if (left() < length) wrong('qr');
    let number = 0;
    for (const end = at + length; at < end; at += 1) number = number * 2 + ((data[at >> 3] >> (7 - (at & 7))) & 1);
    return number;
  };
  const size = [version < 10, version < 27, true].indexOf(true);
  let text = '';
  while (left() >= 4) {
    const mode = take(4);
    if (mode === 0) break;
    if (mode === 1) text += digits(take, take([10, 12, 14][size]));
    else if (mode === 2) text += characters(take, take([9, 11, 13][size]));
    else if (mode === 4) text += plain(Uint8Array.from({ length: take([8, 16, 16][size]) }, () => take(8)));
    else wrong('qr');
  }
  return text;
}

function digits(take, length) {
  let text = '';
  for (let left = length; left > 0; left -= 3) {
    const many = Math.min(left, 3);
    const number = take([0, 4, 7, 10][many]);
    if (number >= 10 ** many) wrong('qr');
    text += String(number).padStart(many, '0');
  }
  return text;
}

function characters(take, length) {
  let text = '';
  for (let left = length; left > 0; left -= 2) {
    const number = take(left > 1 ? 11 : 6);
    if (number >= (left > 1 ? 45 * 45 : 45)) wrong('qr');
    text += (left > 1 ? ALPHANUMERIC[Math.floor(number / 45)] : '') + ALPHANUMERIC[number % 45];
  }
  return text;
}

/** Read bytes as letters: a number and a digest have no others than ASCII's. */
const plain = (bytes) => (bytes.some((byte) => byte > 127) ? wrong('qr') : asText(bytes));
