// The ledger of numbers: every numeric token of a filing's documents, and what it was read as.
//
// In: all that was read. Out: one entry a token, in order. A token that no phase took stands there as `unread`, so that
// nothing is lost in silence.
#pragma once
#include <string_view>
#include <vector>

#include "check/check.h"

namespace crossfoot::check {

enum class ReadAs : uint8_t { unread, cell, label, heading, claim, event, item, exhibit, cover, signature, page, date };
auto to_string(ReadAs r) -> std::string_view;

struct LedgerEntry {
  Span span;
  uint32_t document = 0;
  ReadAs read_as = ReadAs::unread;
};

/// A numeric token is a run that begins with a digit, or with '.' before one, and goes on through digits, ',' and '.' between digits.
auto make_ledger(const std::vector<layout::Layout>& layouts, const form::Form& form, const statement::Statements& statements,
                 const prose::Prose& prose) -> std::vector<LedgerEntry>;

}  // namespace crossfoot::check
