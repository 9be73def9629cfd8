/* What a wipe's log proves: the twin of workshop/domain/proofs.py. A content that says « effacé » without is refused. */

const CLOCK_TOLERANCE = 120_000_000n;
const WIPED = ['wiped', 'wiped-with-reservations'];

function checkStatement(drive) {
  if (!WIPED.includes(drive.outcome)) return;
  if (!drive.log || doubtful(drive.log)) wrong('fact');
  if (drive.reservations.length > 0 !== (drive.outcome === 'wiped-with-reservations')) wrong('fact');
  if (reservations(drive.log).some((name) => !drive.reservations.includes(name))) wrong('fact');
}

function doubtful(log) {
  const { before, read_back: reading } = log;
  return (
    log.damaged ||
    doubtfulTool(log) ||
    !log.after ||
    !sameMedium(before, log.after) ||
    log.hidden_area === 'present' ||
    !reading ||
    doubtfulReading(reading, before) ||
    !log.level ||
    (log.level === 'purge' && SHAPES.never_a_purge[log.technique].includes(before.medium))
  );
}

function doubtfulTool(log) {
  const worked = log.steps.filter((step) => step.claim !== 'looked');
  return (
    !worked.length ||
    log.stopped ||
    worked.some((step) => ['aborted', 'failed', 'none'].includes(step.claim) || step.exit_code) ||
    worked[worked.length - 1].claim === 'started' ||
    log.ended_at === null ||
    log.steps.some((step) => step.ended_at === null || step.exit_code === null) ||
    !ordered(log, worked) ||
    clockMoved(log) < -CLOCK_TOLERANCE
  );
}

function doubtfulReading(reading, before) {
  const planned = reading.coverage === 'sampled' ? reading.planned_bytes : before.size_bytes;
  const noise = reading.differing_bytes !== 0 || reading.first_difference !== null;
  const changed = reading.expectation === 'changed';
  return (
    !reading.direct ||
    reading.bytes_read <= 0 ||
    reading.bytes_read !== planned ||
    reading.unreadable_bytes !== 0 ||
    reading.unchanged_bytes !== 0 ||
    (!changed && noise) ||
    (changed && noise && reading.compared_bytes <= 0)
  );
}

function sameMedium(before, after) {
  const named = before.serial || before.wwn || before.medium === 'image';
  const keys = ['model', 'serial', 'wwn', 'size_bytes', ...(named ? [] : ['place'])];
  return Boolean(named || before.place) && keys.every((key) => before[key] === after[key]);
}

function clockMoved(log) {
  if (log.ended_at === null || log.elapsed_seconds === null) return 0n;
  return log.ended_at - log.started_at - BigInt(log.elapsed_seconds) * 1_000_000n;
}

function ordered(log, worked) {
  const reading = log.read_back ? [log.read_back.started_at, log.read_back.ended_at] : [];
  const steps = log.steps.flatMap((step) => [step.started_at, step.ended_at]);
  return [
    [log.started_at, ...steps, log.ended_at],
    [...worked.map((step) => step.ended_at), ...reading, log.ended_at],
  ].every((moments) => {
    const known = moments.filter((at) => at !== null);
    return known.every((at, rank) => !rank || known[rank - 1] <= at);
  });
}

/** Whether only its place tells a medium from another. */
function byPlace(medium) {
  const named = medium.serial || medium.wwn || medium.medium === 'image';
  return !named || (!medium.wwn && ['usb', 'unknown'].includes(medium.medium));
}

/** What a proof leaves open, but for the health of the drive: its rules are those of the day of issue. */
function reservations(log) {
  const { medium } = log.before;
  const counted = (smart) =>
    smart && (smart.reallocated_sectors || smart.pending_sectors || smart.uncorrectable_sectors);
  const found = {
    'hidden-area-unknown': log.hidden_area === 'unknown',
    'reallocated-sectors': counted(log.smart_before) || counted(log.smart_after),
    'flash-overwrite': SHAPES.out_of_reach[log.technique].includes(medium),
    sampled: log.read_back?.coverage === 'sampled',
    'identity-by-place': byPlace(log.before),
    'clock-moved': clockMoved(log) > CLOCK_TOLERANCE,
  };
  return Object.keys(found).filter((name) => found[name]);
}
