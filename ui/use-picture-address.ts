import { useEffect, useState } from 'react';

/** A blob URL for a picture, revoked when it is no longer shown; null while there is no picture. */
export function usePictureAddress(
  picture: Uint8Array | null | undefined,
  type: 'image/png' | 'image/jpeg',
): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (picture === null || picture === undefined) return;
    const next = URL.createObjectURL(new Blob([new Uint8Array(picture)], { type }));
    setAddress(next);
    return () => {
      URL.revokeObjectURL(next);
      setAddress(null);
    };
  }, [picture, type]);
  return address;
}
