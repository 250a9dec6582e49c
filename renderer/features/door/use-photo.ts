import { useEffect, useState } from 'react';

/** An address for a portrait (JPEG), given back when it is no longer shown. */
export function usePhoto(picture: Uint8Array | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (picture === null) return;
    const next = URL.createObjectURL(new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }));
    setAddress(next);
    return () => {
      URL.revokeObjectURL(next);
      setAddress(null);
    };
  }, [picture]);
  return address;
}
