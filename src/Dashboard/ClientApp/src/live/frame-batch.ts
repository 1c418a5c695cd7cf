/**
 * Merges what arrives between two frames into one change of the page. Values of the same key replace each other, so the
 * buffer is bounded by the number of keys however fast messages come, also while the page is hidden and no frame is drawn.
 */
export class FrameBatch<T> {
  private readonly waiting = new Map<string, T>()
  private requested = false

  constructor(
    private readonly requestFrame: (callback: () => void) => unknown,
    private readonly apply: (values: ReadonlyMap<string, T>) => void
  ) {}

  put(key: string, value: T): void {
    this.waiting.set(key, value)
    this.request()
  }

  /** Forgets what is waiting: a snapshot replaces all of it. */
  clear(): void {
    this.waiting.clear()
  }

  /** Makes sure that `apply` is called with the next frame, also when nothing waits. */
  request(): void {
    if (this.requested) return
    this.requested = true
    this.requestFrame(() => {
      this.requested = false
      this.apply(this.waiting)
      this.waiting.clear()
    })
  }
}
