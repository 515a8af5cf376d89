'use client';
import { type FaultProps, PortalFault } from '@/components/layout/portal-fault';

export default function SupportFault(props: FaultProps) {
  return <PortalFault {...props} className="max-w-xl" />;
}
