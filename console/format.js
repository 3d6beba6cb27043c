const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** @param {number | undefined} bytes */
export function size(bytes) {
  if (bytes === undefined) return '–';
  let value = bytes;
  let unit = 0;
  for (; value >= 999.5 && unit < units.length - 1; unit += 1) value /= 1000;
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** @param {number | undefined} seconds */
export function duration(seconds) {
  if (seconds === undefined) return '–';
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown
    .map((part, index) => (index === 0 ? `${part}` : `${part}`.padStart(2, '0')))
    .join(':');
}

/**
 * UTC, as the service tells it.
 *
 * @param {string} time
 */
export function time(time) {
  return time.slice(0, 16).replace('T', ' ');
}

/**
 * `+2 d 3 h`, at most two units.
 *
 * @param {number} ms
 */
export function difference(ms) {
  const seconds = Math.round(Math.abs(ms) / 1000);
  /** @type {[number, string][]} */
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const shown = parts.filter(([value]) => value > 0).slice(0, 2);
  if (shown.length === 0) return '';
  return `${ms < 0 ? '−' : '+'}${shown.map(([value, unit]) => `${value} ${unit}`).join(' ')}`;
}
