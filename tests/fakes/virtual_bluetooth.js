// A virtual treadmill and its person behind the browser's Bluetooth interface, on a clock of
// their own, with all that can go wrong drawn by a seed. The twin of faulty_treadmill.py.

const NOTIFY_MS = 1000;
const CHANGE_MPS2 = 0.15;
const LOW_MPS = 0.3 / 3.6;
const HIGH_MPS = 2;
const uuid = (short) => `0000${short}-0000-1000-8000-00805f9b34fb`;
const NAMES = { feature: uuid("2acc"), data: uuid("2acd"), speeds: uuid("2ad4"), control: uuid("2ad9"), status: uuid("2ada") };

/** @param {number} seed  the same seed draws the same things (mulberry32) */
export function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    one: (choices) => choices[Math.floor(next() * choices.length)],
    bytes: (length) => Uint8Array.from({ length }, () => Math.floor(next() * 256)),
  };
}

export function drawFaults(draw, lengthMs) {
  const share = draw.one([0, 0.2, 0.2, 0.5, 1]);
  const some = () => draw.next() < share;
  const moments = (n) => Array.from({ length: n }, () => draw.between(0, lengthMs)).sort((a, b) => a - b);
  return {
    garbled: some() ? draw.one([0.05, 0.3]) : 0,
    lateMs: some() ? draw.one([1000, 4000]) : 0,
    lost: some() ? draw.one([0.1, 0.5]) : 0,
    refuses: some() ? draw.one([[0], [2], [8], [0, 2, 8]]) : [],
    deafMs: some() ? draw.one([4000, 12000, 1e12]) : 0,
    eager: some(),
    drops: some() ? moments(draw.one([1, 2, 3])).map((at) => [at, at + draw.between(1000, 20000)]) : [],
    otherWrites: some() ? moments(draw.one([1, 2])).map((at) => [at, draw.between(0.1, 1.9)]) : [],
  };
}

/** Time that passes only when it is told to; put it in the place of the window's own. */
export function createTime() {
  let now = 0;
  let count = 0;
  const timers = new Map();
  const set = (act, ms, every) => (timers.set(++count, { act, at: now + ms, every }), count);
  return {
    now: () => now,
    setTimeout: (act, ms = 0) => set(act, ms, 0),
    setInterval: (act, ms) => set(act, ms, ms),
    clear: (id) => timers.delete(id),
    async advance(ms) {
      now += ms;
      for (const [id, timer] of [...timers]) {
        if (timer.at > now || !timers.has(id)) continue;
        if (timer.every) timer.at = now + timer.every;
        else timers.delete(id);
        timer.act();
      }
      for (let i = 0; i < 12; i += 1) await null; // let promises that are due come through
    },
  };
}

export function createVirtualTreadmill(draw, faults, time) {
  const belt = { speed: 0, target: 0, running: false, by: "nobody", controlled: false, startedByUs: 0, setByUs: [], stopHeardAt: null };
  const listeners = new Map(Object.values(NAMES).map((name) => [name, new Set()]));
  const onDrop = new Set();
  const writes = [...faults.otherWrites];
  let due = [];
  let saysAt = NOTIFY_MS;
  const dropped = () => faults.drops.some(([from, to]) => from <= time.now() && time.now() < to);

  const characteristic = (name, value = null) => ({
    uuid: name,
    addEventListener: (_, hear) => listeners.get(name).add(hear),
    startNotifications: async () => {},
    readValue: async () => view(value),
    writeValueWithResponse: async (frame) => {
      if (!gatt.connected) throw new DOMException("gone", "NetworkError");
      machine.onFrame([...frame]);
      receive([...frame]);
    },
  });
  const gatt = {
    connected: false,
    async connect() {
      if (dropped()) throw new DOMException("out of reach", "NetworkError");
      for (const some of listeners.values()) some.clear();
      gatt.connected = true;
      belt.controlled = false;
      const all = [
        characteristic(NAMES.feature, [0, 0, 0, 0, 1, 0, 0, 0]),
        characteristic(NAMES.speeds, [...two(30), ...two(720), ...two(10)]),
        ...[NAMES.data, NAMES.control, NAMES.status].map((name) => characteristic(name)),
      ];
      return { getPrimaryService: async () => ({ getCharacteristics: async () => all }) };
    },
    disconnect: () => void (gatt.connected = false),
  };
  const device = {
    name: "Virtual treadmill",
    gatt,
    addEventListener: (_, hear) => onDrop.add(hear),
    removeEventListener: (_, hear) => onDrop.delete(hear),
  };

  function receive(frame) {
    const result = faults.refuses.includes(frame[0]) ? 5 : obey(frame);
    say(NAMES.control, [0x80, frame[0], result]);
  }

  function obey([op, low, high]) {
    if (op === 0) return (belt.controlled = true), 1;
    if (!belt.controlled) return 5;
    if (op === 8) {
      belt.stopHeardAt ??= time.now();
      if (time.now() - belt.stopHeardAt < faults.deafMs) return 1; // it says so, and moves on
      Object.assign(belt, { running: false, target: 0 });
      return 1;
    }
    if (op !== 2) return 2;
    const speed = (low + 256 * high) / 360;
    if (!belt.running && faults.eager) Object.assign(belt, { running: true, startedByUs: belt.startedByUs + 1 });
    if (!belt.running || speed < LOW_MPS - 0.014 || speed > HIGH_MPS) return 3;
    belt.by = "us";
    belt.setByUs.push(speed);
    aim(speed);
    return 1;
  }

  function aim(speed) {
    if (speed !== belt.target) say(NAMES.status, [5, ...two(Math.round(speed * 360))]);
    belt.target = speed;
  }

  function say(name, frame) {
    if (!gatt.connected || draw.next() < faults.lost) return;
    due.push({ at: time.now() + draw.between(0, faults.lateMs), name, frame: garble(frame) });
  }

  function garble(frame) {
    if (draw.next() >= faults.garbled) return frame;
    const way = Math.floor(draw.next() * 3);
    if (way === 0) return frame.slice(0, Math.floor(draw.next() * frame.length));
    if (way === 1) return frame.map((byte, i) => (i === Math.floor(frame.length / 2) ? draw.bytes(1)[0] : byte));
    return [...draw.bytes(Math.floor(draw.next() * 20))];
  }

  const machine = {
    onFrame: () => {},
    belt,
    bluetooth: { requestDevice: async () => device },
    start(speed) {
      if (!belt.running) say(NAMES.status, [4]);
      Object.assign(belt, { running: true, by: "hand", stopHeardAt: null });
      aim(Math.min(HIGH_MPS, Math.max(LOW_MPS, speed)));
    },
    stop() {
      if (belt.running) say(NAMES.status, [2, 1]);
      Object.assign(belt, { running: false, target: 0 });
    },
    pass(ms) {
      const reach = (CHANGE_MPS2 * ms) / 1000;
      belt.speed += Math.max(-reach, Math.min(reach, belt.target - belt.speed));
      while (writes.length && time.now() >= writes[0][0]) {
        const [, speed] = writes.shift();
        if (belt.running) (belt.by = "other app"), aim(speed);
      }
      if (time.now() >= saysAt) {
        saysAt += NOTIFY_MS;
        say(NAMES.data, [0, 0, ...two(Math.round(belt.speed * 360))]);
      }
      if (gatt.connected && dropped()) {
        gatt.connected = false;
        due = [];
        for (const hear of [...onDrop]) hear();
      }
      const ready = due.filter((one) => one.at <= time.now()).sort((a, b) => a.at - b.at);
      due = due.filter((one) => one.at > time.now());
      for (const { name, frame } of ready) {
        for (const hear of [...listeners.get(name)]) hear({ target: { value: view(frame) } });
      }
    },
    linked: () => gatt.connected,
  };
  return machine;
}

const two = (steps) => [steps & 0xff, steps >> 8];
const view = (frame) => new DataView(Uint8Array.from(frame).buffer);
