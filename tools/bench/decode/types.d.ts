/** html5-qrcode ships only the types of its entry. */
declare module 'html5-qrcode/esm/zxing-html5-qrcode-decoder.js' {
  export class ZXingHtml5QrcodeDecoder {
    constructor(formats: readonly number[], verbose: boolean, logger: object);
    /** Throws if it finds no code. */
    decode(canvas: HTMLCanvasElement): { text: string };
  }
}
