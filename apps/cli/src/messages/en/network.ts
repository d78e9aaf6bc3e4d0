// Messages about the connection to the service: proxies and certificates.
export const network = {
  noScheme: (name: string, address: string) =>
    `${name} has no http:// before the address of the proxy: set ${name}=${address}, with user name and password before the host if the proxy requires them`,
  noAddress: (name: string) => `${name} is not a proxy address: set ${name}=http://HOST:PORT`,
  otherKind: (name: string, kind: string) =>
    `${name} is a ${kind} proxy, but only http and https proxies are supported: set ${name}=http://HOST:PORT`,
  percent: (name: string) => `${name} has a % in its user name or password: write it as %25`
}
