// Rule `vesting`: the parts of a schedule add up to the grant, a number of instalments ends when it says, and nobody gets half a share.
#include <string>

#include "check/rules.h"

namespace crossfoot::check {
namespace {

using prose::Event;
using prose::FieldList;
using prose::FieldRecord;
using prose::FieldValue;

template <typename T>
auto part(const FieldRecord& record, std::string_view name) -> std::optional<T> {
  for (const auto& e : record)
    if (e.name == name)
      if (const T* v = std::get_if<T>(&e.value.value)) return *v;
  return std::nullopt;
}

auto field(const Event& event, std::string_view name) -> const prose::Field* {
  for (const auto& f : event.fields)
    if (f.name == name) return &f;
  return nullptr;
}

struct Term {
  Decimal shares, count, months;
  Date first, last;
  bool last_stated = false, shares_stated = false;
};

/// The whole number of a count or of months.
auto whole(const Decimal& v) -> int {
  Decimal r = v.rounded(0);
  return static_cast<int>(r.coefficient());
}

}  // namespace

void check_vesting(const Input& input, diag::Emitter& emitter) {
  for (const Event& event : input.prose.events) {
    const prose::Field* schedule = field(event, "vesting_terms");
    const prose::Field* grant = field(event, "shares");
    if (schedule == nullptr || grant == nullptr) continue;
    const auto* shares = std::get_if<Decimal>(&grant->value.value);
    const auto* list = std::get_if<FieldList>(&schedule->value.value);
    if (shares == nullptr || list == nullptr) continue;
    std::vector<Term> terms;
    for (const FieldValue& v : *list) {
      const auto* record = std::get_if<FieldRecord>(&v.value);
      if (record == nullptr) continue;
      Term t;
      t.shares = part<Decimal>(*record, "shares").value_or(Decimal(0));
      t.count = part<Decimal>(*record, "installments").value_or(Decimal(1));
      t.months = part<Decimal>(*record, "months").value_or(Decimal(0));
      t.first = part<Date>(*record, "first").value_or(Date{});
      t.last = part<Date>(*record, "last").value_or(Date{});
      t.last_stated = part<bool>(*record, "last_stated").value_or(false);
      t.shares_stated = part<bool>(*record, "shares_stated").value_or(false);
      terms.push_back(t);
    }
    if (terms.empty()) continue;
    auto emit = [&](diag::Severity severity, std::string message, std::vector<diag::Label> related = {}) {
      emitter.emit({diag::Rule::vesting, severity, std::move(message), event.document, schedule->evidence, std::move(related)});
    };

    Decimal sum(0);
    bool stated = true;
    std::string parts;
    for (const Term& t : terms) {
      sum += t.shares;
      stated = stated && t.shares_stated;
      parts += (parts.empty() ? "" : " + ") + t.shares.to_printed();
    }
    if (stated && sum != *shares)
      emit(diag::Severity::error, "the schedule vests " + parts + " = " + sum.to_printed() + " shares, the grant is of " + shares->to_printed(), {{"granted here: " + shares->to_printed(), grant->evidence}});

    for (const Term& t : terms) {
      int count = whole(t.count), months = whole(t.months);
      if (count < 2) continue;
      Date computed = t.first.plus_months(months * (count - 1));
      if (t.last_stated && months > 0 && computed != t.last)
        emit(diag::Severity::error, std::to_string(count) + (months == 1 ? " monthly" : months == 3 ? " quarterly" : months == 12 ? " yearly" : "") + " installments from " + t.first.to_string() + " end on " + computed.to_string() +
                                        ", the schedule says " + t.last.to_string());
      Decimal each = Decimal::divide(t.shares, t.count, 4);
      if (t.shares_stated && each * t.count == t.shares && each != each.rounded(0))
        emit(diag::Severity::note, t.shares.to_printed() + " shares in " + std::to_string(count) + " equal installments are " + Decimal::parse(each.to_string()).value_or(each).to_printed() + " each, which is no whole number of shares");
      else if (t.shares_stated && each * t.count != t.shares)
        emit(diag::Severity::note, t.shares.to_printed() + " shares do not divide into " + std::to_string(count) + " equal installments of whole shares");
    }
  }
}

}  // namespace crossfoot::check
