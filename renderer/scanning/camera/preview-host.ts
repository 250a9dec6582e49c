/**
 * The element in which html5-qrcode shows the camera. It stays in the document as long as the
 * camera is on, and moves between the page's preview and a place out of sight. So scanning does not
 * need a visible preview. Styles go through the CSSOM, which the content security policy allows.
 */
export class PreviewHost {
  /** Filled, and positioned freely, by html5-qrcode. */
  readonly element: HTMLElement;
  readonly #frame: HTMLElement;
  /** Where the picture is wanted; the last of them shows it: a dialog over the page's preview. */
  #places: readonly Place[] = [];
  #isResting = false;
  #isWhole = false;

  constructor(page: Document) {
    this.element = page.createElement('div');
    // html5-qrcode finds its place by id.
    this.element.id = `scan-camera-${crypto.randomUUID()}`;
    Object.assign(this.element.style, filling);
    this.#frame = page.createElement('div');
    this.#frame.append(this.element);
    new ResizeObserver(() => this.fit()).observe(this.#frame);
    this.#arrange();
  }

  /** Shows the picture in the place, filling it; returns the function that removes it. */
  show(place: Place): () => void {
    this.#places = [...this.#places, place];
    this.#arrange();
    return () => {
      this.#places = this.#places.filter((one) => one !== place);
      this.#arrange();
    };
  }

  /** Fits the video that html5-qrcode made, which it gave a width in pixels. */
  fit(): void {
    const video = this.element.querySelector('video');
    if (video === null) return;
    const transform = this.#places.at(-1)?.mirrored === true ? 'scaleX(-1)' : '';
    const height = this.#isWhole ? 'auto' : '100%';
    Object.assign(video.style, { width: '100%', height, objectFit: 'cover', transform });
    if (this.#isWhole) this.#coverFrame();
    // Painting thirty pictures a second of an empty hall takes a sixth of a core.
    if (this.#isResting && this.#places.at(-1)?.isLive !== true) video.pause();
    else if (video.paused) void video.play().catch(() => undefined);
  }

  /**
   * At rest the picture stands still, as what it shows does, and so do drawings that beckon
   * (`data-nobody` on the page); any change ends that.
   */
  rest(isResting: boolean): void {
    this.#isResting = isResting;
    this.#frame.ownerDocument.documentElement.toggleAttribute('data-nobody', isResting);
    this.fit();
  }

  /**
   * html5-qrcode reads a picture at the size in CSS pixels that its element has. While it is to
   * read, that is the camera's own, and a transform makes it fill its place.
   */
  showWhole(isWhole: boolean): void {
    this.#isWhole = isWhole;
    Object.assign(this.element.style, isWhole ? whole : filling);
    this.fit();
  }

  /** Takes the element out of the document. */
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

  /** Moved within one task: the video continues to play. */
  #arrange(): void {
    const { container } = this.#places.at(-1) ?? { container: null };
    (container ?? this.#frame.ownerDocument.body).append(this.#frame);
    Object.assign(this.#frame.style, parked, container === null ? {} : shown);
    this.#frame.ariaHidden = container === null ? 'true' : null;
    this.fit();
  }
}

/** Where the camera's picture is shown. */
export interface Place {
  container: HTMLElement;
  mirrored: boolean;
  /** Also shows what is too small a change to be a person: a smile. */
  isLive: boolean;
}

const filling = { width: '100%', height: '100%', transform: '', transformOrigin: '' } as const;
/** As wide as the picture that the camera is requested to give (`constraints.ts`). */
const whole = { width: '1280px', height: 'auto', transformOrigin: '0 0' } as const;

/** Out of sight but with a size, which html5-qrcode needs. */
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
