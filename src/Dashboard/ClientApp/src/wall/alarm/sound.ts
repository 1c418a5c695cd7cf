import type { LiveAlert } from '../../live/contract'

type Severity = LiveAlert['severity']

/** One tone: when it begins and ends, in seconds, and how high it is, in hertz. */
interface Tone {
  at: number
  for: number
  hertz: number
}

/** Grave sounds are longer and go up and down; none is a siren. Made here, so that there is no file to load. */
export const melodies: Record<Severity, readonly Tone[]> = {
  red: [0, 0.35, 0.7, 1.05, 1.4, 1.75].map((at, index) => ({ at, for: 0.3, hertz: index % 2 === 0 ? 880 : 660 })),
  orange: [0, 0.4, 0.8].map(at => ({ at, for: 0.25, hertz: 740 })),
  yellow: [0, 0.4].map(at => ({ at, for: 0.22, hertz: 587 })),
  blue: [{ at: 0, for: 0.2, hertz: 494 }]
}

const loudness = 0.3
const edge = 0.02

export type SoundState = 'ready' | 'muted' | 'unavailable'

/**
 * The loudspeaker of a wall. Browsers keep a page silent until somebody has touched it, unless they were started otherwise
 * (`--autoplay-policy=no-user-gesture-required`): then it says so, and one press allows it.
 */
export class Loudspeaker {
  private context: AudioContext | null = null

  constructor(
    private readonly open: () => AudioContext,
    private readonly changed: (state: SoundState) => void
  ) {}

  /** Finds out whether it may sound. */
  start(): void {
    try {
      this.context = this.open()
      this.context.onstatechange = () => this.tell()
      this.tell()
    } catch {
      this.changed('unavailable')
    }
  }

  /** Somebody pressed: from here on the browser lets it sound. */
  async allow(): Promise<void> {
    await this.context?.resume().catch(() => {})
    this.tell()
  }

  play(severity: Severity): void {
    const context = this.context
    if (context?.state !== 'running') return
    const now = context.currentTime
    for (const tone of melodies[severity]) {
      const volume = context.createGain()
      volume.connect(context.destination)
      // Faded in and out: a tone that is cut clicks.
      volume.gain.setValueAtTime(0, now + tone.at)
      volume.gain.linearRampToValueAtTime(loudness, now + tone.at + edge)
      volume.gain.setValueAtTime(loudness, now + tone.at + tone.for - edge)
      volume.gain.linearRampToValueAtTime(0, now + tone.at + tone.for)
      const oscillator = context.createOscillator()
      oscillator.frequency.value = tone.hertz
      oscillator.connect(volume)
      oscillator.onended = () => volume.disconnect()
      oscillator.start(now + tone.at)
      oscillator.stop(now + tone.at + tone.for)
    }
  }

  stop(): void {
    void this.context?.close().catch(() => {})
    this.context = null
  }

  private tell(): void {
    if (this.context) this.changed(this.context.state === 'running' ? 'ready' : 'muted')
  }
}
