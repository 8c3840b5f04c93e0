/** By what tickets are grouped. */
export const SERVICE_BY = ["account", "agent", "month"] as const;
export type ServiceBy = (typeof SERVICE_BY)[number];
