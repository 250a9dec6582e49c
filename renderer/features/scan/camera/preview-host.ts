/**
 * The element in which html5-qrcode shows the camera. It stays in the document as long as the camera
 * is wanted and moves between the page's preview and a parking place out of sight, so that
 * scanning does not depend on a preview being shown. Styles go through the CSSOM, which the content
 * security policy allows.
 */
export class PreviewHost {
  /** What html5-qrcode fills, and positions as it likes. */
  readonly element: HTMLElement;
  readonly #frame: HTMLElement;
  #container: HTMLElement | null = null;
  #mirrored = false;

  constructor(page: Document) {
    this.element = page.createElement('div');
    // html5-qrcode finds its place by id.
    this.element.id = `scan-camera-${crypto.randomUUID()}`;
    Object.assign(this.element.style, { width: '100%', height: '100%' });
    this.#frame = page.createElement('div');
    this.#frame.append(this.element);
    this.#park();
  }

  /** Shows the picture in the container, which it fills; returns the function that takes it out. */
  show(container: HTMLElement, mirrored: boolean): () => void {
    this.#container = container;
    this.#mirrored = mirrored;
    // Out and in again within one task: the video goes on playing.
    container.append(this.#frame);
    Object.assign(this.#frame.style, { ...parked, ...shown });
    this.#frame.ariaHidden = null;
    this.fit();
    return () => {
      if (this.#container !== container) return;
      this.#container = null;
      this.#park();
    };
  }

  /** Fits the video that html5-qrcode made, which it gave a width in pixels. */
  fit(): void {
    const video = this.element.querySelector('video');
    if (video === null) return;
    const transform = this.#mirrored ? 'scaleX(-1)' : '';
    Object.assign(video.style, { width: '100%', height: '100%', objectFit: 'cover', transform });
    if (video.paused) void video.play().catch(() => undefined);
  }

  /** Takes the element out of the document. */
  remove(): void {
    this.#container = null;
    this.#frame.remove();
  }

  #park(): void {
    this.#frame.ownerDocument.body.append(this.#frame);
    Object.assign(this.#frame.style, parked);
    this.#frame.ariaHidden = 'true';
    this.fit();
  }
}

/** Out of sight but with a size, without which html5-qrcode stumbles. */
const parked = {
  position: 'fixed',
  left: '-10000px',
  top: '0',
  width: '320px',
  height: '180px',
  pointerEvents: 'none',
} as const;
const shown = {
  position: 'relative',
  left: '0',
  width: '100%',
  height: '100%',
  pointerEvents: '',
} as const;
