/** The tones differ in melody, not only in pitch. */
export type Tone = 'welcome' | 'ask' | 'attention' | 'refused' | 'fault' | 'arrival' | 'call';

interface Note {
  /** Hertz. */
  pitch: number;
  /** Seconds after the start. */
  at: number;
  /** Seconds. */
  lasts: number;
  wave: OscillatorType;
}

/**
 * Equal-tempered pitches: welcome rises a fifth, attention repeats one note, refused falls an
 * octave, a fault repeats one note twice more, an arrival falls softly, a call repeats and rises.
 * No two have the same shape: docs/evidence/accessibility.md lists them.
 */
export const melodies: Readonly<Record<Tone, readonly Note[]>> = {
  welcome: [
    { pitch: 659.25, at: 0, lasts: 0.09, wave: 'sine' },
    { pitch: 987.77, at: 0.09, lasts: 0.18, wave: 'sine' },
  ],
  ask: [{ pitch: 783.99, at: 0, lasts: 0.08, wave: 'sine' }],
  attention: [
    { pitch: 440, at: 0, lasts: 0.11, wave: 'triangle' },
    { pitch: 440, at: 0.17, lasts: 0.11, wave: 'triangle' },
  ],
  refused: [
    { pitch: 311.13, at: 0, lasts: 0.16, wave: 'sawtooth' },
    { pitch: 155.56, at: 0.16, lasts: 0.3, wave: 'sawtooth' },
  ],
  fault: [
    { pitch: 349.23, at: 0, lasts: 0.08, wave: 'triangle' },
    { pitch: 349.23, at: 0.13, lasts: 0.08, wave: 'triangle' },
    { pitch: 349.23, at: 0.26, lasts: 0.08, wave: 'triangle' },
  ],
  arrival: [
    { pitch: 783.99, at: 0, lasts: 0.16, wave: 'sine' },
    { pitch: 587.33, at: 0.18, lasts: 0.26, wave: 'sine' },
  ],
  call: [
    { pitch: 587.33, at: 0, lasts: 0.1, wave: 'triangle' },
    { pitch: 587.33, at: 0.16, lasts: 0.1, wave: 'triangle' },
    { pitch: 880, at: 0.32, lasts: 0.22, wave: 'triangle' },
  ],
};
const loudness = 0.16;

let shared: AudioContext | null = null;

/** Plays a tone; does nothing if the computer has no sound. */
export function play(tone: Tone): void {
  shared ??= new AudioContext();
  const context = shared;
  void context.resume();
  for (const { pitch, at, lasts, wave } of melodies[tone]) {
    const start = context.currentTime + at;
    const source = new OscillatorNode(context, { type: wave, frequency: pitch });
    const volume = new GainNode(context, { gain: 0 });
    // Short ramps prevent clicks in the loudspeaker.
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(loudness, start + 0.008);
    volume.gain.exponentialRampToValueAtTime(0.0008, start + lasts);
    source.connect(volume).connect(context.destination);
    source.start(start);
    source.stop(start + lasts + 0.02);
  }
}
