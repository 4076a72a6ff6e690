// The word-level difference of two texts (Myers' algorithm, with a bound: beyond it what differs is told as a whole).

const words = (text) => text.match(/\s+|[^\s]+/g) || [];
const MOST = 2500;

function path(a, b) {
  const n = a.length, m = b.length, v = new Map([[1, 0]]), trace = [];
  for (let d = 0; d <= Math.min(n + m, MOST); d++) {
    trace.push(new Map(v));
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && (v.get(k - 1) ?? -1) < (v.get(k + 1) ?? -1)) ? v.get(k + 1) ?? 0 : (v.get(k - 1) ?? 0) + 1;
      let y = x - k;
      while (x < n && y < m && a[x] === b[y]) { x++; y++; }
      v.set(k, x);
      if (x >= n && y >= m) return trace;
    }
  }
  return null;
}

// [["same" | "ins" | "del", text], …]
export function diff(before, after) {
  const a = words(before), b = words(after), out = [];
  const push = (kind, text) => {
    if (out.length && out[out.length - 1][0] === kind) out[out.length - 1][1] = text + out[out.length - 1][1];
    else out.push([kind, text]);
  };
  let head = 0, tail = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const p = a.slice(head, a.length - tail), q = b.slice(head, b.length - tail), trace = path(p, q);
  if (tail) push("same", a.slice(a.length - tail).join(""));
  if (!trace) {
    push("ins", q.join(""));
    push("del", p.join(""));
  } else {
    let x = p.length, y = q.length;
    for (let d = trace.length - 1; d >= 0; d--) {
      const v = trace[d], k = x - y;
      const back = k === -d || (k !== d && (v.get(k - 1) ?? -1) < (v.get(k + 1) ?? -1)) ? k + 1 : k - 1;
      const px = d ? v.get(back) ?? 0 : 0, py = d ? px - back : 0;
      while (x > px && y > py) { push("same", p[--x]); y--; }
      if (!d) break;
      if (x === px) push("ins", q[--y]);
      else push("del", p[--x]);
    }
  }
  if (head) push("same", a.slice(0, head).join(""));
  return out.reverse();
}
