/**
 * The element in which html5-qrcode shows the camera. It stays in the document while the camera is
 * on, and moves between the page's preview and an off-screen place, so scanning needs no visible
 * preview. Styles are set through the CSSOM, which the content security policy permits.
 */
export class PreviewHost {
  /** html5-qrcode fills it and positions its content. */
  readonly element: HTMLElement;
  readonly #frame: HTMLElement;
  /**
   * Places that want the picture; the last one shows it, such as a dialog over the page's preview.
   */
  #places: readonly Place[] = [];
  #isResting = false;
  #isWhole = false;

  constructor(page: Document) {
    this.element = page.createElement('div');
    // html5-qrcode finds its element by id.
    this.element.id = `scan-camera-${crypto.randomUUID()}`;
    Object.assign(this.element.style, filling);
    this.#frame = page.createElement('div');
    this.#frame.append(this.element);
    new ResizeObserver(() => this.fit()).observe(this.#frame);
    this.#arrange();
  }

  /** Shows the picture in the place, filling it; returns a function that removes it. */
  show(place: Place): () => void {
    this.#places = [...this.#places, place];
    this.#arrange();
    return () => {
      this.#places = this.#places.filter((one) => one !== place);
      this.#arrange();
    };
  }

  /** Fits the video, to which html5-qrcode gave a fixed width in pixels. */
  fit(): void {
    const video = this.element.querySelector('video');
    if (video === null) return;
    const transform = this.#places.at(-1)?.mirrored === true ? 'scaleX(-1)' : '';
    const height = this.#isWhole ? 'auto' : '100%';
    Object.assign(video.style, { width: '100%', height, objectFit: 'cover', transform });
    if (this.#isWhole) this.#coverFrame();
    // Painting thirty pictures a second of an empty hall takes a sixth of a processor core.
    if (this.#isResting && this.#places.at(-1)?.isLive !== true) video.pause();
    else if (video.paused) void video.play().catch(() => undefined);
  }

  /**
   * While idle, pauses the video and the animations that invite delegates (`data-nobody` on the
   * page). Any change in the picture ends this.
   */
  rest(isResting: boolean): void {
    this.#isResting = isResting;
    this.#frame.ownerDocument.documentElement.toggleAttribute('data-nobody', isResting);
    this.fit();
  }

  /**
   * html5-qrcode reads at the size that its element has in CSS pixels. While it reads, that size is
   * the camera's own, and a transform fits it into the place.
   */
  showWhole(isWhole: boolean): void {
    this.#isWhole = isWhole;
    Object.assign(this.element.style, isWhole ? whole : filling);
    this.fit();
  }

  remove(): void {
    this.#places = [];
    this.rest(false);
    this.#frame.remove();
  }

  #coverFrame(): void {
    const { clientWidth, clientHeight } = this.#frame;
    const { offsetWidth, offsetHeight } = this.element;
    if (offsetWidth === 0 || offsetHeight === 0) return;
    const factor = Math.max(clientWidth / offsetWidth, clientHeight / offsetHeight);
    const left = (clientWidth - factor * offsetWidth) / 2;
    const top = (clientHeight - factor * offsetHeight) / 2;
    this.element.style.transform = `translate(${left}px, ${top}px) scale(${factor})`;
  }

  /** Moves the element within one task, so that the video continues to play. */
  #arrange(): void {
    const { container } = this.#places.at(-1) ?? { container: null };
    (container ?? this.#frame.ownerDocument.body).append(this.#frame);
    Object.assign(this.#frame.style, parked, container === null ? {} : shown);
    this.#frame.ariaHidden = container === null ? 'true' : null;
    this.fit();
  }
}

export interface Place {
  container: HTMLElement;
  mirrored: boolean;
  /** Keeps showing changes too small to count as a person arriving, such as a smile. */
  isLive: boolean;
}

const filling = { width: '100%', height: '100%', transform: '', transformOrigin: '' } as const;
/** The width of the picture requested from the camera (`constraints.ts`). */
const whole = { width: '1280px', height: 'auto', transformOrigin: '0 0' } as const;

/** Off screen, but with a size, which html5-qrcode needs. */
const parked = {
  position: 'fixed',
  left: '-10000px',
  top: '0',
  width: '320px',
  height: '180px',
  pointerEvents: 'none',
  overflow: 'hidden',
} as const;
const shown = {
  position: 'relative',
  left: '0',
  width: '100%',
  height: '100%',
  pointerEvents: '',
} as const;
