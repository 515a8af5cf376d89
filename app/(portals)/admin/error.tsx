'use client';
import { type FaultProps, PortalFault } from '@/components/layout/portal-fault';

export default function AdminFault(props: FaultProps) {
  return <PortalFault {...props} className="max-w-xl" />;
}
