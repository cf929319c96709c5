#pragma once
// Owners of OpenSSL's objects, and its complaints as text. For this module only.

#include <memory>
#include <string>

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "platform/base/clock.h"

namespace sluice::tls {

template <auto free_object>
struct Freed {
  template <class T>
  void operator()(T* object) const {
    free_object(object);
  }
};
using BioPtr = std::unique_ptr<BIO, Freed<BIO_free>>;
using BignumPtr = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using CertificatePtr = std::unique_ptr<X509, Freed<X509_free>>;
using ExtensionPtr = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using NamesPtr = std::unique_ptr<GENERAL_NAMES, Freed<GENERAL_NAMES_free>>;

// Ends the process unless `done`: OpenSSL is out of memory, or is used wrongly here.
void require(bool done);

// The reason of the oldest error that this thread's OpenSSL calls have left, "unknown reason" if there is
// none; leaves none behind.
std::string take_reason();

// The epoch for a time that OpenSSL itself cannot read.
base::WallTime to_wall_time(const ASN1_TIME* time);

}  // namespace sluice::tls
