/** Where a hub keeps its truth. */
export type HubLocation =
  | {
      kind: 'sqlite';
      /** Absolute path of the file; made when missing. */
      path: string;
      /** 32 bytes (SQLCipher raw key), or null for a file that is not encrypted. */
      key: Uint8Array | null;
      /** Absolute path of a native binding built for this runtime; undefined takes the package's own. */
      nativeBinding: string | undefined;
    }
  | { kind: 'postgres'; url: string };
