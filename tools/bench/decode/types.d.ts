/** html5-qrcode ships types of its entry only. */
declare module 'html5-qrcode/esm/zxing-html5-qrcode-decoder.js' {
  export class ZXingHtml5QrcodeDecoder {
    constructor(formats: readonly number[], verbose: boolean, logger: object);
    /** Throws where no code is found. */
    decode(canvas: HTMLCanvasElement): { text: string };
  }
}
