// Compact JSON, written as it goes: commas, escapes and the values of filings.
#pragma once
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/decimal.h"
#include "base/span.h"
#include "diag/diagnostic.h"
#include "source/source_buffer.h"

namespace crossfoot::write {

/// Appends `text` with JSON's escapes. Bytes that are no UTF-8 are taken as Latin-1, so that the output always is UTF-8.
void append_escaped(std::string& out, std::string_view text);

/// A writer of compact JSON that keeps track of commas.
class JsonText {
 public:
  explicit JsonText(std::string& out) : out_(out) {}
  void open(char c) { comma(); out_.push_back(c); fresh_ = true; }
  void close(char c) { out_.push_back(c); fresh_ = false; }
  void key(std::string_view k) {
    // One append a key: a filing of many facts writes some dozen keys for each.
    std::array<char, 64> b{};
    if (k.size() + 4 > b.size()) {
      comma(), out_.push_back('"'), out_.append(k), out_ += "\":";
    } else {
      size_t n = 0;
      if (!fresh_) b[n++] = ',';
      b[n++] = '"';
      k.copy(b.data() + n, k.size());
      n += k.size();
      b[n++] = '"';
      b[n++] = ':';
      out_.append(b.data(), n);
    }
    fresh_ = true;
  }
  void null() { raw("null"); }
  void raw(std::string_view s) { comma(); out_.append(s); }
  void string(std::string_view s) { comma(); out_.push_back('"'); append_escaped(out_, s); out_.push_back('"'); }
  void string_or_null(std::string_view s) { s.empty() ? null() : string(s); }
  void number(int64_t n) {
    std::array<char, 24> b{};
    auto r = std::to_chars(b.data(), b.data() + b.size(), n);
    raw({b.data(), static_cast<size_t>(r.ptr - b.data())});
  }
  void boolean(bool b) { raw(b ? "true" : "false"); }
  void date(const std::optional<Date>& d) {
    if (!d || !d->is_valid()) return null();
    comma(), out_.push_back('"'), out_.append(d->to_string()), out_.push_back('"');
  }
  void decimal(const Decimal& d) {
    // Most figures are whole numbers, in thousands as like as not: digits and zeros.
    constexpr Int128 kSmall = INT64_MAX;
    if (!d.is_valid() || d.exponent() < 0 || d.coefficient() > kSmall || d.coefficient() < -kSmall) return raw(d.to_string());
    number(static_cast<int64_t>(d.coefficient()));
    if (d.coefficient() != 0) out_.append(static_cast<size_t>(d.exponent()), '0');
  }
  void span(Span s) { open('['); number(s.begin); number(s.end); close(']'); }

  void field(std::string_view k, std::string_view v) { key(k); string(v); }
  void field_or_null(std::string_view k, std::string_view v) { key(k); string_or_null(v); }
  void field(std::string_view k, Span v) { key(k); span(v); }
  void field(std::string_view k, const std::optional<Date>& v) { key(k); date(v); }
  void field(std::string_view k, const Decimal& v) { key(k); decimal(v); }
  void number_field(std::string_view k, int64_t v) { key(k); number(v); }
  void boolean_field(std::string_view k, bool v) { key(k); boolean(v); }

  template <typename List, typename F>
  void list(std::string_view k, const List& items, F&& each) {
    key(k);
    open('[');
    for (const auto& i : items) each(i);
    close(']');
  }
  template <typename List, typename F>
  void objects(std::string_view k, const List& items, F&& each) {
    list(k, items, [&](const auto& i) { open('{'); each(i); close('}'); });
  }

 private:
  void comma() {
    if (!fresh_) out_.push_back(',');
    fresh_ = false;
  }
  std::string& out_;
  bool fresh_ = true;
};

/// Writes the keys of one diagnostic into the object at hand.
void write_diagnostic(JsonText& j, const diag::Diagnostic& d, const source::LineTable& lines);

}  // namespace crossfoot::write
