// Names of the browser that TypeScript 4.8 (Debian's) does not know yet.

interface WakeLockSentinel extends EventTarget {
  readonly released: boolean;
  release(): Promise<void>;
}

interface Navigator {
  readonly wakeLock: { request(type: "screen"): Promise<WakeLockSentinel> };
}
